import type { AnswerItem, ItemPlace, ItemStatus } from './answer-item.ts';

/** A call that is made. */
export interface CallItem extends AnswerItem {
  readonly grow: (json: string) => void;
  /** Sets the arguments to what they are as a whole. */
  readonly settle: (json: string) => void;
}

/** Opens an item of a tool call. */
export function openCall({ id, index, emit, deltas }: ItemPlace, callId: string, name: string): CallItem {
  const where = { item_id: id, output_index: index };
  const tell = deltas('response.function_call_arguments.delta', where);
  let json = '';
  const snapshot = (status: ItemStatus): object => ({ id, type: 'function_call', status, arguments: json, call_id: callId, name });
  const grow = (delta: string): void => {
    if (delta === '') return;
    json += delta;
    tell(delta);
  };
  emit('response.output_item.added', { output_index: index, item: snapshot('in_progress') });
  return {
    grow,
    settle(whole) {
      // A call that was not seen to grow is told in one piece.
      if (json === '') grow(whole);
      json = whole;
    },
    snapshot,
    close(status) {
      emit('response.function_call_arguments.done', { ...where, arguments: json, name });
      emit('response.output_item.done', { output_index: index, item: snapshot(status) });
    },
  };
}
