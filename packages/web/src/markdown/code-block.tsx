import { memo, useEffect, useId, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { highlight } from './highlight.ts';
import type { Line } from './line.ts';

const CodeLine = memo(function CodeLine({ line }: { readonly line: Line }) {
  return (
    <>
      {line.map(([text, name], index) => (name === undefined ? text : <span key={index} className={name}>{text}</span>))}
      {'\n'}
    </>
  );
});

/** Code, coloured in a worker as far as that has come; what came since stands there plain. */
function Coloured({ text, language }: { readonly text: string; readonly language: string }) {
  const id = useId();
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => highlight(id, language, text, setLines), [id, language, text]);
  useEffect(() => () => highlight.forget(id), [id]);
  const plain = text.split('\n').slice(lines.length);
  return (
    <code>
      {lines.map((line, index) => <CodeLine key={index} line={line} />)}
      {plain.join('\n')}
    </code>
  );
}

/** A block of code: its language, a button that copies it, and the code. */
export const CodeBlock = memo(function CodeBlock({ text, language, isOpen }: { readonly text: string; readonly language: string; readonly isOpen: boolean }) {
  const { chat } = useStrings();
  return (
    <figure className="code-block" aria-busy={isOpen}>
      <figcaption>
        <span>{language === '' ? chat.code : language}</span>
        <CopyButton text={text} label={chat.copyCode} />
      </figcaption>
      <pre tabIndex={0} role="region" aria-label={`${chat.code}: ${language}`}>{language === '' ? <code>{text}</code> : <Coloured text={text} language={language} />}</pre>
    </figure>
  );
});
