import type { AnswerItem, ItemPlace } from './answer-item.ts';

/** What is thought. */
export interface ReasoningItem extends AnswerItem {
  readonly type: 'reasoning';
  readonly think: (text: string) => void;
  readonly bind: (encrypted: string) => void;
}

/** Opens an item of reasoning: a summary, which is what clients of this wire show, and what is bound to the model. */
export function openReasoning({ id, index, emit, deltas }: ItemPlace): ReasoningItem {
  const where = { item_id: id, output_index: index, summary_index: 0 };
  const tell = deltas('response.reasoning_summary_text.delta', where);
  let text: string | undefined;
  let encrypted: string | undefined;

  const part = (): object => ({ type: 'summary_text', text: text ?? '' });
  const snapshot = (): object => ({ id, type: 'reasoning', summary: text === undefined ? [] : [part()], encrypted_content: encrypted ?? null });
  emit('response.output_item.added', { output_index: index, item: snapshot() });
  return {
    type: 'reasoning',
    think(delta) {
      if (text === undefined) emit('response.reasoning_summary_part.added', { ...where, part: part() });
      text = (text ?? '') + delta;
      tell(delta);
    },
    bind(content) {
      encrypted = content;
    },
    snapshot,
    close() {
      if (text !== undefined) {
        emit('response.reasoning_summary_text.done', { ...where, text });
        emit('response.reasoning_summary_part.done', { ...where, part: part() });
      }
      emit('response.output_item.done', { output_index: index, item: snapshot() });
    },
  };
}
