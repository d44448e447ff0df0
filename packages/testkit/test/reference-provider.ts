import {
  defineProvider,
  ProviderError,
  type AsyncGeneratorProvider,
  type AuthorExtras,
  type AuthorInit,
  type AuthorRequest,
  type Chunk,
  type ContentPart,
  type Message,
  type Model,
  type Part,
  type ToolCallDeltaPart,
} from '@g4f/core';
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

const id = 'reference';

/** A part as it goes out: bytes as base64, and of what is bound to a model only what is its own. */
function encodePart(part: ContentPart): object {
  const { metadata, ...rest } = 'metadata' in part ? part : { ...part, metadata: undefined };
  const own = metadata?.[id];
  if (rest.type === 'image') return { ...rest, data: rest.data instanceof Uint8Array ? Buffer.from(rest.data).toString('base64') : rest.data };
  if (rest.type !== 'file') return { ...rest, metadata: own };
  if (rest.data === undefined && own === undefined) throw new ProviderError('a file needs data, or an id of this service', { code: 'unsupported' });
  return { ...rest, data: rest.data instanceof Uint8Array ? Buffer.from(rest.data).toString('base64') : rest.data, metadata: own };
}

const encodeMessage = ({ role, content }: Message): object => ({ role, content: typeof content === 'string' ? content : content.map(encodePart) });

/** Sends a request to the upstream of parts. */
export function post(session: StreamSession, { baseURL, key }: Target, { model, messages, tools, responseFormat }: AuthorRequest): Promise<StreamResponse> {
  return session.post(`${baseURL}/chat`, { json: { model, messages: messages.map(encodeMessage), tools, responseFormat }, headers: { authorization: `Bearer ${key}` } });
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

/** The key of a call: its own, else the target's. */
function keyOf({ key }: Target, { apiKey = key }: Pick<AuthorInit, 'apiKey'>): string {
  if (apiKey === '') throw new ProviderError('there is no key: set REFERENCE_API_KEY, or give apiKeys.reference', { code: 'unauthorized' });
  return apiKey;
}

/** What the reference does besides answering. */
const extrasOf = (target: Target): AuthorExtras => ({
  async listModels(init) {
    await using session = new StreamSession(init);
    const response = await session.get(`${target.baseURL}/models`, { headers: { authorization: `Bearer ${keyOf(target, init)}` } });
    await response.raiseForStatus();
    return (await response.json()) as Model[];
  },
  wires: {
    async parts(json, init) {
      // Not closed here: it must outlive the body.
      const session = new StreamSession(init);
      const response = await session.post(`${target.baseURL}/chat`, { json, headers: { authorization: `Bearer ${keyOf(target, init)}` } });
      return { status: response.status, headers: response.headers, body: response.iterContent() };
    },
  },
});

/** A provider on the wire of parts, whose generator is `author`. */
export const authored =
  (author: Author) =>
  (target: Target): AsyncGeneratorProvider =>
    defineProvider(
      {
        id,
        url: target.baseURL,
        models: ['one', 'two'],
        aliases: { best: 'two' },
        working: true,
        supportsMessageHistory: true,
        supportsSystemMessage: true,
        supportsTools: true,
        supportsImages: true,
        supportsFiles: true,
        supportsStructuredOutput: true,
        supportsReasoning: true,
        needsAuth: true,
      },
      (request, init) => author(target, request, init),
      { secrets: [target.key], ...extrasOf(target) },
    );

/** A provider that keeps every law. */
export const createReference = authored(async function* (target, request, init) {
  await using session = new StreamSession(init);
  const response = await post(session, { ...target, key: keyOf(target, init) }, request);
  await response.raiseForStatus();
  yield* readParts(response.iterLines());
});
