import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState, type ReactNode } from 'react';
import { changeKey, createKey, revokeKey, type ListedKey } from '../api/admin.ts';
import { useAdminKey } from '../api/admin-key.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { sayFailure } from '../ui/say-failure.ts';
import { KeyForm } from './key-form.tsx';
import { changeOf, draftOf, emptyDraft, rightsOf, type KeyDraft } from './key-rights.ts';

/** What is done with keys now. */
export type KeyTask = { readonly kind: 'create' } | { readonly kind: 'edit' | 'revoke'; readonly of: ListedKey };

function Frame({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="key-backdrop" />
        <Dialog.Popup className="popup key-dialog">
          <Dialog.Title>{title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A key that was just made: the one time that it is there to be copied. */
function Created({ id, secret, mayUse, onClose }: { readonly id: string; readonly secret: string; readonly mayUse: boolean; readonly onClose: () => void }) {
  const { operate } = useStrings();
  const [isCopied, setIsCopied] = useState(false);
  const use = (): void => {
    useAdminKey.setState({ key: secret });
    onClose();
  };
  return (
    <Frame title={operate.createdTitle(id)} onClose={() => undefined}>
      <p className="hint">{operate.createdHint}</p>
      <output className="secret"><code>{secret}</code></output>
      <p className="visually-hidden" role="status">{isCopied ? operate.copied : ''}</p>
      <div className="key-dialog-actions">
        <Button icon={isCopied ? 'check' : 'copy'} onClick={() => void copyText(secret).then(() => setIsCopied(true))}>{isCopied ? operate.copied : operate.copy}</Button>
        {mayUse ? <Button look="primary" onClick={use}>{operate.nowUse}</Button> : <Button look="primary" onClick={onClose}>{operate.done}</Button>}
      </div>
    </Frame>
  );
}

function Revoke({ id, onClose, onDone }: { readonly id: string; readonly onClose: () => void; readonly onDone: () => void }) {
  const { operate, shell } = useStrings();
  const [error, setError] = useState<unknown>();
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="key-backdrop" />
        <AlertDialog.Popup className="popup key-dialog">
          <AlertDialog.Title>{operate.revokeOf(id)}</AlertDialog.Title>
          <AlertDialog.Description className="hint">{operate.revokeSure(id)}</AlertDialog.Description>
          {error !== undefined && <p className="gate-refused" role="alert">{sayFailure(error, shell)}</p>}
          <div className="key-dialog-actions">
            <Button onClick={onClose}>{shell.cancel}</Button>
            <Button look="danger" icon="trash" onClick={() => void revokeKey(id).then(onDone, setError)}>{operate.revoke}</Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** The dialog of what is done with keys now. `isFirst`: the gateway has none yet. */
export function KeyDialogs({ task, isFirst, onClose, onChanged }: { readonly task: KeyTask | undefined; readonly isFirst: boolean; readonly onClose: () => void; readonly onChanged: () => void }) {
  const { operate } = useStrings();
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string; readonly wasFirst: boolean }>();
  useEffect(() => {
    if (task !== undefined) setMade(undefined);
  }, [task]);
  const done = (): void => {
    onClose();
    onChanged();
  };
  async function create(draft: KeyDraft): Promise<void> {
    const { id, key } = await createKey({ id: draft.id.trim(), ...rightsOf(draft) });
    setMade({ id, secret: key, wasFirst: isFirst });
    onClose();
  }
  if (made !== undefined) return <Created id={made.id} secret={made.secret} mayUse={made.wasFirst} onClose={() => { setMade(undefined); onChanged(); }} />;
  if (task === undefined) return null;
  if (task.kind === 'revoke') return <Revoke id={task.of.id} onClose={onClose} onDone={done} />;
  if (task.kind === 'create') return <Frame title={operate.create} onClose={onClose}><KeyForm draft={emptyDraft} isNew mustBeAdmin={isFirst} onSave={create} onCancel={onClose} /></Frame>;
  const { of } = task;
  return (
    <Frame title={operate.editOf(of.id)} onClose={onClose}>
      <KeyForm draft={draftOf(of)} isNew={false} mustBeAdmin={false} onSave={(draft) => changeKey(of.id, changeOf(of, draft)).then(done)} onCancel={onClose} />
    </Frame>
  );
}
