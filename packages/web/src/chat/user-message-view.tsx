import { memo, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { resend } from './model/actions.ts';
import type { UserMessage } from './model/message.ts';

function Editor({ text, onDone }: { readonly text: string; readonly onDone: (text: string | undefined) => void }) {
  const { chat, shell } = useStrings();
  const [typed, setTyped] = useState(text);
  return (
    <form
      className="message-editor"
      onSubmit={(event) => { event.preventDefault(); onDone(typed.trim()); }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(undefined);
        else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
          event.preventDefault();
          onDone(typed.trim());
        } else return;
        event.stopPropagation();
      }}
    >
      <textarea autoFocus className="input" rows={3} value={typed} aria-label={chat.editLabel} onChange={(event) => setTyped(event.target.value)} />
      <div>
        <Button onClick={() => onDone(undefined)}>{shell.cancel}</Button>
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>{chat.resend}</Button>
      </div>
    </form>
  );
}

/** What somebody asked, to be copied, or edited and sent again. */
export const UserMessageView = memo(function UserMessageView({ conversation, message }: { readonly conversation: string; readonly message: UserMessage }) {
  const { chat } = useStrings();
  const [isEdited, setIsEdited] = useState(false);
  const { id, text, pictures } = message;
  const done = (next: string | undefined): void => {
    setIsEdited(false);
    if (next !== undefined && (next !== '' || pictures.length > 0)) void resend(conversation, id, next);
  };
  return (
    <article className="message message-user" aria-label={chat.you}>
      {pictures.length > 0 && <div className="message-pictures">{pictures.map(({ name, url }, index) => <img key={index} src={url} alt={chat.pictureOf(name)} />)}</div>}
      {isEdited ? <Editor text={text} onDone={done} /> : text !== '' && <p className="message-user-text">{text}</p>}
      {!isEdited && (
        <div className="message-actions">
          <CopyButton text={text} label={chat.copy} />
          <IconButton data-action="edit" icon="pencil" size={15} label={chat.edit} onClick={() => setIsEdited(true)} />
        </div>
      )}
    </article>
  );
});
