import type { FinishPart, Part, Usage } from '@g4f/core';
import type { AnswerContext, WireEncoder } from '../chat-wire.ts';
import { encodeSse } from '../sse/encode-sse.ts';
import type { BlockEvent } from './answer-events.ts';
import { createBlockWriter } from './block-writer.ts';
import { encodeError } from './errors.ts';
import { stopReasonOf } from './stop-reasons.ts';
import { writeUsage } from './usage.ts';

interface AnswerEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Most events by far, written without an object for each. */
const growingText = (index: number, text: string): string =>
  `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"text_delta","text":${JSON.stringify(text)}}}\n\n`;

const blockEvent = (event: BlockEvent): string =>
  event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? growingText(event.index, event.delta.text) : sse({ ...event });

const sse = (event: AnswerEvent): string => encodeSse({ event: event.type, data: JSON.stringify(event) });

/** An answer that nothing has come of yet. Servers of this wire write counts that they do not know as 0. */
export function emptyMessage({ id, model }: AnswerContext, usage: Usage) {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: [] as readonly object[],
    container: null,
    diagnostics: null,
    stop_details: null,
    stop_reason: null as string | null,
    stop_sequence: null,
    usage: { ...writeUsage(usage), cache_creation: null, inference_geo: null, service_tier: null, speed: null },
  };
}

/**
 * Encodes a streamed answer: `message_start`, the blocks one after the other, `message_delta`, `message_stop`. Counts that are known
 * at the beginning stand in the first, and all of them in `message_delta`.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export function createAnthropicMessagesEncoder(context: AnswerContext): WireEncoder {
  const writer = createBlockWriter();
  let usage: Usage = {};
  let finish: Pick<FinishPart, 'reason' | 'raw'> | undefined;
  let hasCall = false;
  let isBegun = false;

  const begin = (): string => {
    if (isBegun) return '';
    isBegun = true;
    return sse({ type: 'message_start', message: emptyMessage(context, usage) });
  };
  return {
    part(part: Part) {
      if (part.type === 'text' && part.metadata === undefined && part.text !== '') {
        const index = writer.openText();
        if (index !== undefined) return growingText(index, part.text);
      }
      if (part.type === 'finish') finish = part;
      if (part.type === 'usage') usage = part.usage;
      if (part.type === 'finish' || part.type === 'warning') return '';
      hasCall ||= part.type === 'tool-call' || part.type === 'tool-call-delta';
      let text = begin();
      for (const event of writer.part(part)) text += blockEvent(event);
      return text;
    },
    end() {
      const stop_reason = stopReasonOf(finish ?? { reason: hasCall ? 'tool-calls' : 'stop' });
      return [
        begin(),
        ...writer.end().map(blockEvent),
        sse({ type: 'message_delta', delta: { stop_reason, stop_sequence: null, stop_details: null, container: null }, usage: writeUsage(usage) }),
        sse({ type: 'message_stop' }),
      ].join('');
    },
    error: (error) => sse(encodeError(error)),
  };
}
