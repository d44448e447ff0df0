import { ProviderError, type Chunk, type FinishPart } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import { createEventDecoder, parseEvent } from '../values/event-decoder.ts';
import { listOf, type JsonObject } from '../values/json.ts';
import { readBlock, type BlockReader } from './block-reader.ts';
import { readError } from './errors.ts';
import { recordOf, textOf } from './record.ts';
import { finishOf } from './stop-reasons.ts';
import { mergeUsage, readUsage, type WireUsage } from './usage.ts';

const none: readonly Chunk[] = [];

const usagePart = (value: WireUsage): readonly Chunk[] => {
  const usage = readUsage(value);
  return usage === undefined ? none : [{ type: 'usage', usage, provenance: 'reported' }];
};

/**
 * Decodes a streamed answer. `message_stop` ends it. A stream that ends without one, but told its stop reason with every block
 * closed, is whole too: nothing of an answer comes after its stop reason, and some servers and proxies leave the last event out.
 * Anything less is `interrupted`.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export function createAnthropicMessagesDecoder({ provider }: WireContext): WireDecoder {
  const blocks = new Map<unknown, BlockReader>();
  let model = '';
  let usage: WireUsage = {};
  let finish: FinishPart | undefined;
  let hasBegun = false;
  let isOver = false;

  const readWhole = (content: unknown): readonly Chunk[] => {
    const block = readBlock(recordOf(content), provider);
    return [...block.start, ...block.stop()];
  };
  const begin = (message: JsonObject): readonly Chunk[] => {
    // Some proxies begin anew where they lost their upstream: two halves are no answer.
    if (hasBegun) throw new ProviderError('the service began another answer in the middle of one', { code: 'upstream' });
    model = textOf(message['model']);
    usage = recordOf(message['usage']);
    // What was written so far is no count yet.
    const counts = usagePart({ ...usage, output_tokens: 0, output_tokens_details: null });
    // Calls out of code that the service runs come whole, and in no event of their own.
    return [...counts, ...listOf(message['content']).flatMap(readWhole)];
  };
  const closeBlock = (index: unknown): readonly Chunk[] => {
    const block = blocks.get(index);
    blocks.delete(index);
    return block?.stop() ?? none;
  };
  const openBlock = ({ index, content_block: content }: JsonObject): readonly Chunk[] => {
    hasBegun = true;
    const before = closeBlock(index);
    const block = readBlock(recordOf(content), provider);
    blocks.set(index, block);
    return before.length === 0 ? block.start : [...before, ...block.start];
  };
  const change = ({ delta, usage: counts }: JsonObject): readonly Chunk[] => {
    const raw = textOf(recordOf(delta)['stop_reason']);
    if (raw !== '') finish = finishOf(raw, model);
    usage = mergeUsage(usage, counts);
    return usagePart(usage);
  };
  const finished = (): readonly Chunk[] => {
    isOver = true;
    const rest = [...blocks.keys()].flatMap(closeBlock);
    return [...rest, ...(finish === undefined ? [] : [finish])];
  };
  const read = (event: JsonObject): readonly Chunk[] => {
    switch (event['type']) {
      case 'message_start':
        return begin(recordOf(event['message']));
      case 'content_block_start':
        return openBlock(event);
      case 'content_block_delta':
        return blocks.get(event['index'])?.delta(recordOf(event['delta'])) ?? none;
      case 'content_block_stop':
        return closeBlock(event['index']);
      case 'message_delta':
        return change(event);
      case 'message_stop':
        return finished();
      case 'error':
        throw readError(event);
      default:
        return none; // pings, and what a newer version of the wire adds
    }
  };

  return createEventDecoder({
    read({ data }, out) {
      if (!isOver && data !== '') out.push(...read(parseEvent(data)));
    },
    end(out) {
      if (isOver) return;
      if (finish === undefined || blocks.size > 0) throw new ProviderError('the answer broke off before its message_stop', { code: 'interrupted' });
      out.push(...finished());
    },
  });
}
