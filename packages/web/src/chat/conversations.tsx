import { Dialog } from '@base-ui/react/dialog';
import { useSyncExternalStore } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { ConversationList } from './conversation-list.tsx';

const narrow = matchMedia('(max-width: 900px)');
const subscribe = (tell: () => void): (() => void) => {
  narrow.addEventListener('change', tell);
  return () => narrow.removeEventListener('change', tell);
};

/** The conversations: beside the one that is open, and where there is no room for that in a drawer. */
export function Conversations({ currentId, isOpen, onOpenChange }: { readonly currentId: string | undefined; readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }) {
  const { chat } = useStrings();
  const isNarrow = useSyncExternalStore(subscribe, () => narrow.matches);
  if (!isNarrow) {
    return (
      <aside className="conversations" aria-label={chat.conversations}>
        <ConversationList currentId={currentId} onChoose={() => undefined} />
      </aside>
    );
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="conversations conversations-drawer">
          <Dialog.Title className="visually-hidden">{chat.conversations}</Dialog.Title>
          <ConversationList currentId={currentId} onChoose={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
