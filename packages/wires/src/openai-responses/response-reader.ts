import { ProviderError, type Chunk } from '@g4f/core';
import { readError } from '../openai-chat/error-words.ts';
import { isObject, listOf, type JsonObject } from '../values/json.ts';
import { readFinish } from './finish.ts';
import { readItem, type ItemReader } from './item-reader.ts';
import { readUsage } from './usage.ts';

/** Reads one response, streamed or whole. */
export interface ResponseReader {
  /** Adds what an event brings. Throws a ProviderError for an error in it. */
  readonly event: (event: JsonObject, out: Chunk[]) => void;
  /** Adds what of a response was not told yet, its usage and its finish. Throws a ProviderError where it failed. */
  readonly whole: (response: JsonObject, out: Chunk[]) => void;
  /** The response is whole. */
  readonly isOver: () => boolean;
}

/** Makes a reader. Events and items that are unknown are passed over, and so are fields of another type. */
export function createResponseReader(provider: string): ResponseReader {
  /** By the index of their item; none for one that has ended. */
  const items = new Map<unknown, ItemReader | undefined>();
  /** The index of each item by its id: the whole response may leave gaps out that a stream has. */
  const indexes = new Map<unknown, unknown>();
  let hasCalls = false;
  let isRefused = false;
  let isOver = false;

  const open = (index: unknown, item: JsonObject, out: Chunk[]): void => {
    hasCalls ||= item['type'] === 'function_call';
    items.set(index, readItem(item, provider, out));
    if (item['id'] !== undefined) indexes.set(item['id'], index);
  };
  const close = (index: unknown, item: unknown, out: Chunk[]): void => {
    if (!isObject(item)) return;
    if (!items.has(index)) open(index, item, out);
    isRefused ||= listOf(item['content']).some((part) => isObject(part) && part['type'] === 'refusal');
    const reader = items.get(index);
    items.set(index, undefined);
    reader?.end(item, out);
  };
  const grow = ({ output_index: index, delta }: JsonObject, section: string, out: Chunk[]): void => {
    if (typeof delta === 'string' && delta !== '') items.get(index)?.grow(delta, section, out);
  };
  const whole = (response: JsonObject, out: Chunk[]): void => {
    const { error, status, output } = response;
    if (error !== undefined && error !== null) throw readError(error);
    if (status !== undefined && status !== null && status !== 'completed' && status !== 'incomplete') {
      throw new ProviderError(`the service answered with a response that is ${JSON.stringify(status)}`, { code: 'upstream' });
    }
    for (const [index, item] of listOf(output).entries()) close((isObject(item) ? indexes.get(item['id']) : undefined) ?? index, item, out);
    const usage = readUsage(response['usage']);
    if (usage !== undefined) out.push(usage);
    out.push(readFinish(response, { hasCalls, isRefused }));
    isOver = true;
  };
  const fail = (event: JsonObject): never => {
    const { error, response } = event;
    throw readError(error ?? (isObject(response) ? (response['error'] ?? {}) : event));
  };

  return {
    event(event, out) {
      const { type, output_index: index, item, response } = event;
      switch (type) {
        case 'response.output_text.delta':
        case 'response.refusal.delta':
        case 'response.function_call_arguments.delta':
          grow(event, '', out);
          return;
        case 'response.reasoning_summary_text.delta':
          grow(event, `summary ${String(event['summary_index'])}`, out);
          return;
        case 'response.reasoning_text.delta':
          grow(event, `content ${String(event['content_index'])}`, out);
          return;
        case 'response.output_text.annotation.added':
          items.get(index)?.annotate(event['annotation'], out);
          return;
        case 'response.output_item.added':
          if (isObject(item)) open(index, item, out);
          return;
        case 'response.output_item.done':
          close(index, item, out);
          return;
        case 'response.completed':
        case 'response.incomplete':
          if (!isObject(response)) throw new ProviderError('the service ended its answer without a response', { code: 'upstream' });
          whole(response, out);
          return;
        case 'response.failed':
        case 'error':
          return fail(event);
        default: // what tells nothing new, and what a newer version of the wire adds
      }
    },
    whole,
    isOver: () => isOver,
  };
}
