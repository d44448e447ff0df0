import type { AnswerItem, ItemPlace, ItemStatus } from './answer-item.ts';

/** Tells a picture that the model made. */
export function openImage({ id, index, emit }: ItemPlace, result: string, format: string): AnswerItem {
  const snapshot = (status: ItemStatus): object => ({ id, type: 'image_generation_call', status, result: status === 'in_progress' ? null : result, output_format: format });
  emit('response.output_item.added', { output_index: index, item: snapshot('in_progress') });
  return { snapshot, close: (status) => emit('response.output_item.done', { output_index: index, item: snapshot(status) }) };
}
