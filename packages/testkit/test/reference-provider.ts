import { defineProvider, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Chunk, type Part, type ToolCallDeltaPart } from '@g4f/core';
import { StreamSession, type StreamResponse } from '@g4f/requests';
import type { Target } from '../src/index.ts';

/** Puts the deltas of tool calls together. */
class ToolCalls {
  readonly #calls = new Map<string, { name: string; json: string }>();

  add({ id, name = '', arguments: json }: ToolCallDeltaPart): void {
    const call = this.#calls.get(id) ?? { name: '', json: '' };
    this.#calls.set(id, { name: call.name + name, json: call.json + json });
  }

  whole(): Part[] {
    return [...this.#calls].map(([id, { name, json }]) => ({ type: 'tool-call', id, name, arguments: json }));
  }
}

/** Sends a request to the upstream of parts. */
export function post(session: StreamSession, { baseURL, key }: Target, { messages, tools }: AuthorRequest): Promise<StreamResponse> {
  return session.post(`${baseURL}/chat`, { json: { messages, tools }, headers: { authorization: `Bearer ${key}` } });
}

/** Reads an answer in parts, and completes its tool calls. */
export async function* readParts(lines: AsyncIterable<string>): AsyncGenerator<Chunk | readonly Chunk[]> {
  const calls = new ToolCalls();
  for await (const line of lines) {
    const part = JSON.parse(line) as Part;
    if (part.type === 'tool-call-delta') calls.add(part);
    if (part.type !== 'text' || part.text !== '') yield part;
  }
  yield calls.whole();
}

/** What an author's generator is, with the target in hand. */
export type Author = (target: Target, request: AuthorRequest, init: AuthorInit) => AsyncIterable<Chunk | readonly Chunk[]>;

/** A provider on the wire of parts, whose generator is `author`. */
export const authored =
  (author: Author) =>
  (target: Target): AsyncGeneratorProvider =>
    defineProvider(
      {
        id: 'reference',
        url: target.baseURL,
        models: ['one'],
        working: true,
        supportsMessageHistory: true,
        supportsSystemMessage: true,
        supportsTools: true,
      },
      (request, init) => author(target, request, init),
      { secrets: [target.key] },
    );

/** A provider that keeps every law. */
export const createReference = authored(async function* (target, request, init) {
  await using session = new StreamSession(init);
  const response = await post(session, target, request);
  await response.raiseForStatus();
  yield* readParts(response.iterLines());
});
