import { ProviderError, type Chunk } from '@g4f/core';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';
import { makeToolCallId } from './tool-call-id.ts';

/** Puts tool calls together from what comes of them. */
export interface ToolCalls {
  /** Reads the `tool_calls` of one delta, and adds what can be told by now. */
  readonly read: (fragments: unknown, out: Chunk[]) => void;
  readonly isEmpty: () => boolean;
  /** Adds the whole calls, in order. */
  readonly end: (out: Chunk[]) => void;
}

interface Growing {
  readonly index: number | undefined;
  /** As upstream wrote it. */
  asked: string | undefined;
  /** As it is told: unique in the answer. */
  id: string | undefined;
  name: string;
  arguments: string;
  /** How many characters of the arguments were told; `undefined` before the first delta. */
  told: number | undefined;
  extra: unknown;
}

/** Most servers write JSON text; some write the object itself. */
const argumentsOf = (value: unknown): string => (typeof value === 'string' ? value : isObject(value) ? JSON.stringify(value) : '');

/**
 * Servers differ in what they send: pieces or whole calls; an index, none, or the same one for all; an id at once, later, again with each
 * piece, or never. A piece belongs to the call of its index, else of its id, else to the last one; another id together with a name, or
 * another name, begins a new call.
 */
export function createToolCalls(provider: string): ToolCalls {
  const calls: Growing[] = [];

  const isOther = (call: Growing, id: string | undefined, name: string | undefined): boolean =>
    name !== undefined && call.name !== '' && ((id !== undefined && call.asked !== undefined && id !== call.asked) || name !== call.name);

  const find = (index: number | undefined, id: string | undefined, name: string | undefined): Growing | undefined => {
    const call = index !== undefined ? calls.findLast((each) => each.index === index) : (calls.find(({ asked }) => id !== undefined && asked === id) ?? calls.at(-1));
    if (call === undefined || isOther(call, id, name)) return undefined;
    // Without an index or an id, only the name tells that a new call begins.
    return index === undefined && id === undefined && name !== undefined && call.name !== '' ? undefined : call;
  };

  const begin = (index: number | undefined): Growing => {
    const call: Growing = { index, asked: undefined, id: undefined, name: '', arguments: '', told: undefined, extra: undefined };
    calls.push(call);
    return call;
  };

  const uniqueId = (id: string | undefined): string => (id === undefined || calls.some((call) => call.id === id) ? makeToolCallId() : id);

  const tell = (call: Growing, out: Chunk[]): void => {
    if (call.id === undefined || call.name === '') return;
    const { told = 0, id, name } = call;
    const isFirst = call.told === undefined;
    if (!isFirst && told === call.arguments.length) return;
    out.push({ type: 'tool-call-delta', id, ...(isFirst && { name }), arguments: call.arguments.slice(told) });
    call.told = call.arguments.length;
  };

  const readOne = (fragment: JsonObject, out: Chunk[]): void => {
    const { index: at, id: given, function: called, extra_content: extra } = fragment;
    const { name: givenName, arguments: text } = isObject(called) ? called : {};
    const index = typeof at === 'number' ? at : undefined;
    const id = textOf(given);
    const name = textOf(givenName);
    const call = find(index, id, name) ?? begin(index);
    if (id !== undefined && call.asked === undefined) {
      call.asked = id;
      call.id = uniqueId(id);
    }
    if (call.name === '') call.name = name ?? '';
    call.arguments += argumentsOf(text);
    call.extra = extra ?? call.extra;
    tell(call, out);
  };

  return {
    read(fragments, out) {
      for (const fragment of listOf(fragments)) if (isObject(fragment)) readOne(fragment, out);
    },
    isEmpty: () => calls.length === 0,
    end(out) {
      for (const call of calls) {
        if (call.name === '' && call.arguments === '') continue;
        if (call.name === '') throw new ProviderError('the service sent a tool call without a name', { code: 'upstream' });
        call.id ??= uniqueId(undefined);
        const metadata = call.extra === undefined ? {} : { metadata: { [provider]: { extra_content: call.extra } } };
        out.push({ type: 'tool-call', id: call.id, name: call.name, arguments: call.arguments, ...metadata });
      }
    },
  };
}
