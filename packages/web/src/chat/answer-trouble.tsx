import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { goOnWith, regenerate } from './model/actions.ts';
import type { Answer } from './model/message.ts';
import { sayTrouble } from './say-trouble.ts';

/** Says of an answer that is not whole what became of it, why, and what can be done. */
export function AnswerTrouble({ conversation, answer }: { readonly conversation: string; readonly answer: Answer }) {
  const { chat } = useStrings();
  const { id, state, text, trouble, finish } = answer;
  const ended = state === 'done' ? (finish === 'length' ? 'length' : finish === 'content_filter' ? 'filtered' : undefined) : state === 'streaming' ? undefined : state;
  if (ended === undefined) return null;
  const isBad = ended === 'cut' || ended === 'failed';
  const reason = trouble === undefined ? undefined : sayTrouble(trouble, chat);
  const retryAfter = trouble?.retryAfter;
  return (
    <div className={`answer-trouble ${isBad ? 'answer-trouble-bad' : ''}`} role={isBad ? 'alert' : undefined}>
      <Icon name={isBad ? 'triangle-alert' : 'circle-alert'} size={17} />
      <div>
        <p><strong>{chat.states[ended]}</strong> {reason}</p>
        {trouble !== undefined && trouble.message !== '' && trouble.kind !== 'offline' && <p className="answer-said">{chat.said(trouble.message)}</p>}
        {retryAfter !== undefined && <p className="answer-said">{chat.retryIn(Math.ceil(retryAfter / 1_000))}</p>}
      </div>
      <div className="answer-trouble-actions">
        {text !== '' && ended !== 'filtered' && <Button look={isBad ? 'primary' : 'plain'} onClick={() => void goOnWith(conversation, id)}>{chat.goOn}</Button>}
        {isBad && <Button icon="refresh-cw" onClick={() => void regenerate(conversation, id)}>{chat.retry}</Button>}
      </div>
    </div>
  );
}
