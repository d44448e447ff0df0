import type { Chunk } from '@g4f/core';
import { fromBase64 } from '../openai-chat/base64.ts';
import { isObject, textOf, type JsonObject } from '../openai-chat/json.ts';
import { signed } from './signature.ts';

const randomName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, '0')).join('');

/**
 * Reads the parts of one answer. What it does not know gives nothing, and so do drafts of pictures, which are thoughts, and the code that
 * the model had run for itself.
 */
export function createPartReader(provider: string) {
  let response: string | undefined;
  let calls = 0;

  /** An id that no other call of the conversation has: the service gives one, or at least names its answer. */
  const nextId = (): string => `${(response ??= randomName())}-${calls++}`;

  function readText(text: string, { thought, thoughtSignature }: JsonObject): Chunk | undefined {
    const signature = textOf(thoughtSignature);
    const marks = signature === undefined ? undefined : signed(provider, signature, text.length);
    if (text === '' && marks === undefined) return undefined;
    if (thought === true) return { type: 'reasoning', text, ...marks };
    return marks === undefined ? text : { type: 'text', text, ...marks };
  }

  function readCall({ id, name, args }: JsonObject, thoughtSignature: string | undefined): Chunk | undefined {
    const called = textOf(name);
    if (called === undefined) return undefined;
    return {
      type: 'tool-call',
      id: textOf(id) ?? nextId(),
      name: called,
      arguments: JSON.stringify(isObject(args) ? args : {}),
      ...(thoughtSignature === undefined ? {} : signed(provider, thoughtSignature)),
    };
  }

  function readFile({ data, mimeType }: JsonObject): Chunk | undefined {
    const bytes = typeof data === 'string' ? fromBase64(data) : undefined;
    return bytes === undefined ? undefined : { type: 'file', data: bytes, mediaType: textOf(mimeType) ?? 'application/octet-stream' };
  }

  return {
    /** Says which answer the parts are of. */
    setResponse(id: string | undefined): void {
      response ??= id;
    },
    read(part: JsonObject): Chunk | undefined {
      const { text, functionCall, inlineData, thought, thoughtSignature } = part;
      if (isObject(functionCall)) return readCall(functionCall, textOf(thoughtSignature));
      if (isObject(inlineData)) return thought === true ? undefined : readFile(inlineData);
      if (typeof text === 'string') return readText(text, part);
      // A signature may come in a part of its own.
      return Object.keys(part).every((key) => key === 'thought' || key === 'thoughtSignature') ? readText('', part) : undefined;
    },
  };
}
