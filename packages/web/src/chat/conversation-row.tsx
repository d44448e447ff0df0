import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Menu } from '@base-ui/react/menu';
import { memo, useState } from 'react';
import { Link } from 'wouter';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { remove, rename } from './model/actions.ts';
import type { Conversation } from './model/message.ts';
import { exportOne } from './model/transfer.ts';

function RenameForm({ title, onDone }: { readonly title: string; readonly onDone: (title: string | undefined) => void }) {
  const { chat } = useStrings();
  const [typed, setTyped] = useState(title);
  return (
    <form onSubmit={(event) => { event.preventDefault(); onDone(typed.trim() === '' ? undefined : typed.trim()); }}>
      <input autoFocus className="input" value={typed} maxLength={200} aria-label={chat.renameTo} onChange={(event) => setTyped(event.target.value)} onBlur={() => onDone(typed.trim() === '' ? undefined : typed.trim())} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onDone(undefined); } }} onFocus={(event) => event.target.select()} />
    </form>
  );
}

function RemoveDialog({ conversation: { id, title }, isOpen, onOpenChange }: { readonly conversation: Conversation; readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }) {
  const { chat, shell } = useStrings();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title>{chat.removeTitle(title)}</AlertDialog.Title>
          <AlertDialog.Description>{chat.removeText}</AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Close render={<Button />}>{shell.cancel}</AlertDialog.Close>
            <AlertDialog.Close render={<Button look="danger" icon="trash" />} onClick={() => void remove(id)}>{chat.remove}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** One conversation in the list, and what can be done with it. */
export const ConversationRow = memo(function ConversationRow({ conversation, isCurrent, onChoose }: { readonly conversation: Conversation; readonly isCurrent: boolean; readonly onChoose: () => void }) {
  const { chat } = useStrings();
  const [isRenamed, setIsRenamed] = useState(false);
  const [isRemoved, setIsRemoved] = useState(false);
  const { id, title } = conversation;
  const done = (next: string | undefined): void => {
    setIsRenamed(false);
    if (next !== undefined && next !== title) void rename(id, next);
  };
  return (
    <li className="conversation-row" data-current={isCurrent || undefined}>
      {isRenamed ? <RenameForm title={title} onDone={done} /> : (
        <>
          <Link href={`/chat/${id}`} aria-current={isCurrent ? 'page' : undefined} title={title} onClick={onChoose}>{title}</Link>
          <Menu.Root>
            <Menu.Trigger className="icon-button" aria-label={chat.actionsOf(title)}>
              <Icon name="ellipsis" size={16} />
            </Menu.Trigger>
            <Menu.Portal>
              <Menu.Positioner className="layer" align="end" sideOffset={4}>
                <Menu.Popup className="popup menu">
                  <Menu.Item className="menu-item" onClick={() => setIsRenamed(true)}><Icon name="pencil" size={16} />{chat.rename}</Menu.Item>
                  <Menu.Item className="menu-item" onClick={() => void exportOne(id, 'json')}><Icon name="download" size={16} />{chat.exportJson}</Menu.Item>
                  <Menu.Item className="menu-item" onClick={() => void exportOne(id, 'markdown')}><Icon name="download" size={16} />{chat.exportMarkdown}</Menu.Item>
                  <Menu.Item className="menu-item menu-item-danger" onClick={() => setIsRemoved(true)}><Icon name="trash" size={16} />{chat.remove}</Menu.Item>
                </Menu.Popup>
              </Menu.Positioner>
            </Menu.Portal>
          </Menu.Root>
        </>
      )}
      <RemoveDialog conversation={conversation} isOpen={isRemoved} onOpenChange={setIsRemoved} />
    </li>
  );
});
