import { memo } from 'react';
import { MarkdownText } from '../markdown/markdown-text.tsx';
import { isPicture } from '../markdown/safe-url.ts';
import { SafeLink } from '../markdown/safe-link.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { AnswerTrouble } from './answer-trouble.tsx';
import { AnsweredByView } from './answered-by-view.tsx';
import { hasBegun } from './model/add-event.ts';
import { regenerate } from './model/actions.ts';
import type { Answer } from './model/message.ts';
import { Reasoning } from './reasoning.tsx';
import { ToolCalls } from './tool-calls.tsx';

/** What a model answered: its reasoning folded, its text, what it asked for, who it was, and what went wrong. */
export const AnswerView = memo(function AnswerView({ conversation, answer }: { readonly conversation: string; readonly answer: Answer }) {
  const { chat } = useStrings();
  const { id, text, reasoning, toolCalls, pictures, sources, state } = answer;
  const isOpen = state === 'streaming';
  return (
    <article className="message message-answer" aria-label={chat.assistant} aria-busy={isOpen}>
      {reasoning !== '' && <Reasoning text={reasoning} isOpen={isOpen && text === ''} />}
      {text !== '' && <MarkdownText text={text} isOpen={isOpen} />}
      {pictures.filter(({ url }) => isPicture(url)).map(({ url }, index) => <img key={index} className="markdown-picture" src={url} alt={chat.pictureOf('')} />)}
      {toolCalls.length > 0 && <ToolCalls calls={toolCalls} />}
      {sources.length > 0 && (
        <div className="answer-sources">
          {chat.sources}
          <ul>{sources.map(({ url, title }, index) => <li key={index}><SafeLink href={url}>{title}</SafeLink></li>)}</ul>
        </div>
      )}
      {isOpen && !hasBegun(answer) && <p className="answer-waiting"><span className="answer-dots" aria-hidden="true" />{chat.waiting}</p>}
      <AnswerTrouble conversation={conversation} answer={answer} />
      {!isOpen && (
        <div className="message-actions">
          {text !== '' && <CopyButton text={text} label={chat.copy} />}
          {state !== 'failed' && <IconButton icon="refresh-cw" size={15} label={chat.regenerate} onClick={() => void regenerate(conversation, id)} />}
          <AnsweredByView answer={answer} />
        </div>
      )}
    </article>
  );
});
