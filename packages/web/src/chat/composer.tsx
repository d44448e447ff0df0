import { useImperativeHandle, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { keepDraft, useDrafts } from './model/drafts.ts';
import type { Picture } from './model/message.ts';
import { picturesOf } from './pictures-of.ts';

/** What others may do with the field. */
export interface ComposerHandle {
  readonly focus: () => void;
  readonly fill: (text: string) => void;
}

interface ComposerProps {
  readonly ref: Ref<ComposerHandle>;
  /** Under which name what was typed is kept. */
  readonly draftId: string;
  /** An answer is under way. */
  readonly isBusy: boolean;
  readonly takesPictures: boolean;
  readonly onSend: (text: string, pictures: readonly Picture[]) => void;
  readonly onStop: () => void;
}

const filesIn = (data: DataTransfer): readonly File[] => [...data.files];

/** The field in which one asks: text, and pictures by paste, drop or choice. */
export function Composer({ ref, draftId, isBusy, takesPictures, onSend, onStop }: ComposerProps) {
  const { chat } = useStrings();
  const [text, setText] = useState(() => useDrafts.getState()[draftId] ?? '');
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [isOver, setIsOver] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const change = (next: string): void => {
    setText(next);
    keepDraft(draftId, next);
  };
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    fill(next) {
      change(next);
      field.current?.focus();
    },
  }));
  const canSend = !isBusy && (text.trim() !== '' || pictures.length > 0) && (pictures.length === 0 || takesPictures);
  const submit = (): void => {
    if (!canSend) return;
    onSend(text.trim(), pictures);
    change('');
    setPictures([]);
    setRefused([]);
  };
  const add = async (files: readonly File[]): Promise<void> => {
    const read = await picturesOf(files, chat);
    setPictures((before) => [...before, ...read.pictures]);
    setRefused(read.refused);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'ArrowUp' && text === '') {
      const last = [...document.querySelectorAll<HTMLButtonElement>('[data-action="edit"]')].at(-1);
      if (last === undefined) return;
      event.preventDefault();
      last.click();
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = filesIn(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    void add(files);
  };
  const onDrop = (event: DragEvent): void => {
    setIsOver(false);
    const files = filesIn(event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    void add(files);
  };

  return (
    <form
      className="composer"
      data-over={isOver || undefined}
      onSubmit={(event) => { event.preventDefault(); submit(); }}
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={(event) => { event.preventDefault(); setIsOver(true); }}
      onDragLeave={() => setIsOver(false)}
    >
      <div className="composer-box">
        {isOver && <p className="composer-drop">{chat.dropHere}</p>}
        {pictures.length > 0 && (
          <ul className="composer-pictures">
            {pictures.map((picture, index) => (
              <li key={index}>
                <img src={picture.url} alt={chat.pictureOf(picture.name)} />
                <button type="button" aria-label={chat.removePicture(picture.name)} onClick={() => setPictures(pictures.filter((each) => each !== picture))}>
                  <Icon name="x" size={13} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <textarea ref={field} rows={1} value={text} placeholder={chat.placeholder} aria-label={chat.message} onChange={(event) => change(event.target.value)} onKeyDown={onKeyDown} />
        <div className="composer-row">
          {takesPictures && (
            <>
              <IconButton icon="image" label={chat.attach} onClick={() => chooser.current?.click()} />
              <input ref={chooser} type="file" accept="image/png,image/jpeg,image/gif,image/webp" multiple hidden onChange={(event) => { void add([...(event.target.files ?? [])]); event.target.value = ''; }} />
            </>
          )}
          {isBusy ? (
            <button type="button" className="composer-send" aria-label={chat.stop} title={chat.stop} onClick={onStop}>
              <Icon name="circle-stop" size={20} />
            </button>
          ) : (
            <button type="submit" className="composer-send" aria-label={chat.send} title={chat.send} disabled={!canSend}>
              <Icon name="arrow-up" size={20} />
            </button>
          )}
        </div>
      </div>
      {pictures.length > 0 && !takesPictures && <p className="composer-note" role="alert">{chat.picturesUnsupported}</p>}
      {refused.map((each) => <p key={each} className="composer-note" role="alert">{each}</p>)}
    </form>
  );
}
