import { Dialog } from '@base-ui/react/dialog';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { shortcuts } from './use-shortcuts.ts';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const keysOf = (combination: string): readonly string[] => combination.split('+').map((key) => (key === 'mod' ? (isApple ? '⌘' : 'Ctrl') : key === 'alt' ? (isApple ? '⌥' : 'Alt') : key === 'shift' ? (isApple ? '⇧' : 'Shift') : key === 'Escape' ? 'Esc' : key));

/** Every shortcut of the view. */
export function ShortcutHelp({ isOpen, onOpenChange }: { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }) {
  const { chat, shell } = useStrings();
  const all = { send: 'Enter', newline: 'shift+Enter', editLast: '↑', ...shortcuts };
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <div className="dialog-head">
            <Dialog.Title>{chat.shortcuts}</Dialog.Title>
            <Dialog.Close render={<IconButton icon="x" label={shell.close} />} />
          </div>
          <dl className="shortcut-list">
            {(Object.keys(all) as (keyof typeof all)[]).map((name) => (
              <div key={name}>
                <dt>{chat.shortcutList[name]}</dt>
                <dd>{keysOf(all[name]).map((key) => <kbd key={key}>{key}</kbd>)}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
