import type { Chunk, ToolCallPart } from '@g4f/core';
import { fromBase64 } from '../values/base64.ts';
import { isObject, textOf, type JsonObject } from '../values/json.ts';
import { signed } from './signature.ts';
import { createStreamedArguments } from './streamed-arguments.ts';

const none: readonly Chunk[] = [];
const randomName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, '0')).join('');

/**
 * Reads the parts of one answer. What it does not know gives nothing, and so do drafts of pictures, which are thoughts, and the code that
 * the model had run for itself.
 */
export function createPartReader(provider: string) {
  let response: string | undefined;
  let calls = 0;
  /** A call whose arguments are still coming, in parts of their own. */
  let growing: { readonly call: Omit<ToolCallPart, 'arguments'>; readonly args: ReturnType<typeof createStreamedArguments> } | undefined;

  /** An id that no other call of the conversation has: the service gives one, or at least names its answer. */
  const nextId = (): string => `${(response ??= randomName())}-${calls++}`;

  function readText(text: string, { thought, thoughtSignature }: JsonObject): Chunk | undefined {
    const signature = textOf(thoughtSignature);
    const marks = signature === undefined ? undefined : signed(provider, signature, text.length);
    if (text === '' && marks === undefined) return undefined;
    if (thought === true) return { type: 'reasoning', text, ...marks };
    return marks === undefined ? text : { type: 'text', text, ...marks };
  }

  function endCall(isWhole: boolean): readonly Chunk[] {
    if (growing === undefined) return none;
    const { call, args } = growing;
    growing = undefined;
    return [{ ...call, arguments: args.toJson(isWhole) }];
  }

  function readCall({ id, name, args, partialArgs, willContinue }: JsonObject, thoughtSignature: string | undefined): readonly Chunk[] {
    const called = textOf(name);
    const grows = willContinue === true || partialArgs !== undefined;
    // Parts without a name go on with the call before them; a new name ends it.
    const before = called === undefined ? none : endCall(true);
    if (called !== undefined) {
      const call = { type: 'tool-call' as const, id: textOf(id) ?? nextId(), name: called, ...(thoughtSignature === undefined ? {} : signed(provider, thoughtSignature)) };
      if (!grows) return [...before, { ...call, arguments: JSON.stringify(isObject(args) ? args : {}) }];
      growing = { call, args: createStreamedArguments() };
    }
    growing?.args.add(partialArgs);
    return willContinue === true ? before : [...before, ...endCall(true)];
  }

  function readFile({ data, mimeType }: JsonObject): Chunk | undefined {
    const bytes = typeof data === 'string' ? fromBase64(data) : undefined;
    return bytes === undefined ? undefined : { type: 'file', data: bytes, mediaType: textOf(mimeType) ?? 'application/octet-stream' };
  }

  function readOther(part: JsonObject): Chunk | undefined {
    const { text, inlineData, thought } = part;
    if (isObject(inlineData)) return thought === true ? undefined : readFile(inlineData);
    if (typeof text === 'string') return readText(text, part);
    // A signature may come in a part of its own.
    return Object.keys(part).every((key) => key === 'thought' || key === 'thoughtSignature') ? readText('', part) : undefined;
  }

  return {
    /** Says which answer the parts are of. */
    setResponse(id: string | undefined): void {
      response ??= id;
    },
    read(part: JsonObject): readonly Chunk[] {
      const { functionCall, thoughtSignature } = part;
      if (isObject(functionCall)) return readCall(functionCall, textOf(thoughtSignature));
      const chunk = readOther(part);
      return chunk === undefined ? none : [chunk];
    },
    /** A call whose end never came. */
    end: (): readonly Chunk[] => endCall(false),
  };
}
