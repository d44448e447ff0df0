import { ProviderError, type Chunk, type Part } from '@g4f/core';
import type { WireContext } from '../chat-wire.ts';
import { isObject, listOf } from '../values/json.ts';
import { readBlock } from './block-reader.ts';
import { readError } from './errors.ts';
import { recordOf, textOf } from './record.ts';
import { finishOf } from './stop-reasons.ts';
import { readUsage } from './usage.ts';

/** A whole block is one that had no deltas; pieces of a call are for those who watch it grow. */
function partsOf(block: unknown, provider: string): readonly Chunk[] {
  const content = recordOf(block);
  const reader = readBlock(content, provider);
  const citations = listOf(content['citations']).flatMap((citation) => reader.delta({ type: 'citations_delta', citation }));
  return [...reader.start, ...citations, ...reader.stop()];
}

function joined(chunks: readonly Chunk[]): readonly Part[] {
  const parts: Part[] = [];
  for (const chunk of chunks) {
    const part: Part = typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk;
    const last = parts.at(-1);
    if (part.type === 'tool-call-delta') continue;
    if (part.type === 'reasoning' && part.text === '' && last?.type === 'reasoning' && last.metadata === undefined) parts[parts.length - 1] = { ...part, text: last.text };
    else parts.push(part);
  }
  return parts;
}

/**
 * Reads an answer that came in one piece.
 *
 * @throws ProviderError for an error body, by its type; `upstream` for what is no message
 */
export function decodeAnthropicMessagesAnswer(answer: unknown, { provider }: WireContext): readonly Part[] {
  if (isObject(answer) && answer['type'] === 'error') throw readError(answer);
  if (!isObject(answer) || !Array.isArray(answer['content'])) throw new ProviderError('the service answered with what is no message', { code: 'upstream' });
  const usage = readUsage(answer['usage']);
  const raw = textOf(answer['stop_reason']);
  return [
    ...answer['content'].flatMap((block: unknown) => joined(partsOf(block, provider))),
    ...(usage === undefined ? [] : [{ type: 'usage', usage, provenance: 'reported' } as const]),
    ...(raw === '' ? [] : [finishOf(raw, textOf(answer['model']))]),
  ];
}
