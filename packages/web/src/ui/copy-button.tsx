import { useEffect, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { chat } = useStrings();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button type="button" className="icon-button copy-button" aria-label={label} title={label} onClick={() => void copyText(text).then(() => setIsCopied(true))}>
      <Icon name={isCopied ? 'check' : 'copy'} size={15} />
      <span className="visually-hidden" aria-live="polite">{isCopied ? chat.copied : ''}</span>
    </button>
  );
}
