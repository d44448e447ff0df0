import type { FinishPart, Part, Usage } from '@g4f/core';
import type { AnswerContext } from '../chat-wire.ts';
import type { AnswerBlock, AnswerDelta } from './answer-events.ts';
import { createBlockWriter } from './block-writer.ts';
import { emptyMessage } from './encoder.ts';
import { stopReasonOf } from './stop-reasons.ts';
import { toolInput } from './tool-input.ts';

/** A block with what its deltas bring. */
interface Growing {
  readonly block: AnswerBlock;
  readonly deltas: AnswerDelta[];
}

const joined = (deltas: readonly AnswerDelta[]): string =>
  deltas.map((delta) => (delta.type === 'text_delta' ? delta.text : delta.type === 'thinking_delta' ? delta.thinking : delta.type === 'input_json_delta' ? delta.partial_json : '')).join('');

function whole({ block, deltas }: Growing): object {
  const text = joined(deltas);
  switch (block.type) {
    case 'text': {
      const citations = deltas.flatMap((delta) => (delta.type === 'citations_delta' ? [delta.citation] : []));
      return { ...block, text, citations: citations.length === 0 ? null : citations };
    }
    case 'thinking':
      return { ...block, thinking: text, signature: deltas.map((delta) => (delta.type === 'signature_delta' ? delta.signature : '')).join('') };
    case 'tool_use':
      return { ...block, input: toolInput(text) };
    case 'redacted_thinking':
      return block;
  }
}

/** Writes an answer in one piece: the blocks that a stream would have made, grown. */
export function encodeAnthropicMessagesAnswer(parts: readonly Part[], context: AnswerContext): object {
  const writer = createBlockWriter();
  const blocks: Growing[] = [];
  let usage: Usage = {};
  let finish: Pick<FinishPart, 'reason' | 'raw'> | undefined;
  for (const part of parts) {
    if (part.type === 'usage') usage = part.usage;
    if (part.type === 'finish') finish = part;
  }
  for (const event of [...parts.flatMap(writer.part), ...writer.end()]) {
    if (event.type === 'content_block_start') blocks.push({ block: event.content_block, deltas: [] });
    if (event.type === 'content_block_delta') blocks[event.index]?.deltas.push(event.delta);
  }
  const hasCall = blocks.some(({ block }) => block.type === 'tool_use');
  const stop_reason = stopReasonOf(finish ?? { reason: hasCall ? 'tool-calls' : 'stop' });
  return { ...emptyMessage(context, usage), content: blocks.map(whole), stop_reason };
}
