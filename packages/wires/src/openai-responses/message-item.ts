import type { AnswerItem, ItemPlace, ItemStatus } from './answer-item.ts';
import type { OpenaiResponsesPhase } from './body.ts';

/** What is said. */
export interface MessageItem extends AnswerItem {
  readonly type: 'message';
  readonly say: (text: string) => void;
  readonly cite: (url: string, title: string) => void;
  readonly label: (phase: OpenaiResponsesPhase) => void;
}

/** Opens an item of text. */
export function openMessage({ id, index, emit, deltas }: ItemPlace): MessageItem {
  const where = { item_id: id, output_index: index, content_index: 0 };
  const tell = deltas('response.output_text.delta', { ...where, logprobs: [] });
  const annotations: object[] = [];
  let text = '';
  let phase: OpenaiResponsesPhase | undefined;

  const part = (): object => ({ type: 'output_text', annotations: [...annotations], logprobs: [], text });
  const item = (status: ItemStatus, content: readonly object[]): object => ({ id, type: 'message', status, content, role: 'assistant', ...(phase !== undefined && { phase }) });
  emit('response.output_item.added', { output_index: index, item: item('in_progress', []) });
  emit('response.content_part.added', { ...where, part: part() });
  return {
    type: 'message',
    say(delta) {
      text += delta;
      tell(delta);
    },
    cite(url, title) {
      // Nobody here knows where in the text it belongs.
      const annotation = { type: 'url_citation', url, title, start_index: 0, end_index: 0 };
      emit('response.output_text.annotation.added', { ...where, annotation_index: annotations.length, annotation });
      annotations.push(annotation);
    },
    label(given) {
      phase = given;
    },
    snapshot: (status) => item(status, [part()]),
    close(status) {
      emit('response.output_text.done', { ...where, text, logprobs: [] });
      emit('response.content_part.done', { ...where, part: part() });
      emit('response.output_item.done', { output_index: index, item: item(status, [part()]) });
    },
  };
}
