import { ApiError } from '../../api/api-error.ts';
import { answeredBy, streamChat, type ChatAsk } from '../../api/chat.ts';
import { addEvent, hasBegun } from './add-event.ts';
import type { Answer } from './message.ts';
import { troubleOf } from './trouble-of.ts';

/**
 * Has an answer come, and tells what there is of it after each event. Never throws: what goes wrong is said in the answer.
 *
 * @param begun what was there before; what comes is added to it
 */
export async function runAnswer(begun: Answer, ask: ChatAsk, signal: AbortSignal, tell: (answer: Answer) => void): Promise<Answer> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  const wasBegun = hasBegun(begun);
  let answer: Answer = { ...begun, state: 'streaming', trouble: undefined, finish: undefined };
  let isFirst = true;
  try {
    for await (const event of streamChat(ask, signal)) {
      answer = addEvent(answer, event);
      if (isFirst && (event.type === 'text' || event.type === 'reasoning' || event.type === 'tool-call' || event.type === 'image')) {
        isFirst = false;
        if (!wasBegun) answer = { ...answer, firstMs: since() };
      }
      tell(answer);
    }
    answer = { ...answer, state: 'done' };
  } catch (error) {
    if (signal.aborted) answer = { ...answer, state: 'stopped' };
    else {
      const by = error instanceof ApiError && error.headers !== undefined ? answeredBy(error.headers) : answer.by;
      answer = { ...answer, state: hasBegun(answer) ? 'cut' : 'failed', trouble: troubleOf(error), by: wasBegun ? answer.by : by };
    }
  }
  answer = { ...answer, totalMs: since() + (wasBegun ? (begun.totalMs ?? 0) : 0) };
  tell(answer);
  return answer;
}
