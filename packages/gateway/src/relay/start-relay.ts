import { isContent, isProviderError, partBatches, partsFrom, ProviderError, type ChatRequest, type Chunk, type Part, type PartBatches, type RunInit, type WireAnswer, type WireRelay } from '@g4f/core';
import { estimateTokens } from '@g4f/registry';
import { createSseDecoder } from '@g4f/wires/sse';
import type { Candidate } from '../chat/candidates.ts';
import { joinBytes } from '../join-bytes.ts';
import { redactFor, refusalOf } from './refusal.ts';
import type { RelayAsk } from './relay-ask.ts';
import { relayFormats, type RelayFormat } from './relay-format.ts';
import { pump } from './pump.ts';
import { createRelayReader, type RelayReader } from './relay-reader.ts';
import { relayedBytes } from './relayed-bytes.ts';

/** Bytes of an answer in one piece. */
const mostWhole = 67_108_864;

const utf8 = new TextDecoder();
const done = { done: true, value: undefined } as const;

interface Relay extends RelayAsk {
  readonly send: WireRelay;
  readonly format: RelayFormat;
  readonly candidate: Candidate;
  readonly request: ChatRequest;
  readonly init: RunInit | undefined;
}

async function readWhole(body: WireAnswer['body']): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of body) {
    pieces.push(bytes);
    length += bytes.length;
    if (length > mostWhole) throw new ProviderError(`the answer is over ${mostWhole} bytes`, { code: 'upstream' });
  }
  return joinBytes(pieces);
}

const isKind = (answer: WireAnswer, kind: RegExp): boolean => kind.test(answer.mediaType ?? answer.headers.get('content-type') ?? '');

/** The parts of an answer that came in one piece. */
async function readAnswer({ body }: WireAnswer, { wire, candidate: { provider } }: Relay): Promise<{ readonly bytes: Uint8Array; readonly parts: readonly Part[] }> {
  const bytes = await readWhole(body);
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(bytes));
  } catch {
    throw new ProviderError('the service answered with what is not JSON', { code: 'upstream' });
  }
  const parts = wire.decodeAnswer(json, { provider: provider.id });
  if (!parts.some(isContent)) throw new ProviderError('the answer ended without content', { code: 'empty' });
  return { bytes, parts };
}

/** The bytes of an answer that came in one piece. What it tells of itself comes before them. */
async function readBytes(answer: WireAnswer, relay: Relay): Promise<readonly Part[]> {
  const { bytes, parts } = await readAnswer(answer, relay);
  const tokens = (): number => parts.reduce((sum, part) => sum + ('text' in part ? estimateTokens(part.text) : 0), 0);
  return [...parts.filter(({ type }) => type === 'usage' || type === 'finish'), relayedBytes(bytes, 'application/json', tokens)];
}

/** An answer that came as events, to be written anew. */
function createEventReader({ wire, candidate: { provider } }: Relay): RelayReader {
  const sse = createSseDecoder();
  const decoder = wire.createDecoder({ provider: provider.id });
  const partOf = (chunk: Chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk);
  return { failed: () => undefined, push: (bytes) => decoder.push(sse.push(bytes)).map(partOf), end: () => decoder.end().map(partOf) };
}

const once = (parts: readonly Part[]): PartBatches => {
  let left: readonly Part[] | undefined = parts;
  return {
    next() {
      const value = left;
      left = undefined;
      return Promise.resolve(value === undefined ? done : { done: false, value });
    },
    return: () => Promise.resolve(),
  };
};

/** The parts of an answer, of which those that are relayed bytes are the answer itself. What came in another form than was asked for is written anew. */
async function readParts(answer: WireAnswer, relay: Relay, tidy: (error: unknown) => unknown): Promise<PartBatches> {
  const { isStream, wire, format, candidate: { provider } } = relay;
  if (isStream) {
    if (isKind(answer, /^application\/json/i)) return once((await readAnswer(answer, relay)).parts);
    return pump(answer.body, createRelayReader(wire, format, provider.id), tidy);
  }
  return isKind(answer, /^text\/event-stream/i) ? pump(answer.body, createEventReader(relay), tidy) : once(await readBytes(answer, relay));
}

/** Sends a request, and reads what comes of it. */
function relay(how: Relay): PartBatches {
  const { send, body, wire, candidate, request, init } = how;
  const { provider, model } = candidate;
  let answer: WireAnswer | undefined;
  let batches: PartBatches | undefined;
  let hasLeft = false;

  const tidy = (error: unknown): unknown => {
    if (!isProviderError(error)) return error;
    const { message, code, status, retryAfter, cause } = error;
    const prefix = `${error.provider ?? ''}: `; // which the new one gets too
    return new ProviderError(redactFor(request, answer)(message.startsWith(prefix) ? message.slice(prefix.length) : message), { code, provider: provider.id, status, retryAfter, cause });
  };
  const fail = (error: unknown): never => {
    throw tidy(error);
  };
  async function open(): Promise<PartBatches> {
    answer = await send(body['model'] === model ? body : { ...body, model }, init);
    const refusal = await refusalOf({ answer, wire, provider: provider.id, model, request });
    if (refusal === undefined) return readParts(answer, how, tidy);
    // The client's own words for it may be what this service does not know: ours, which are made for it, may do.
    if (refusal.code !== 'invalid-request') throw refusal;
    const own = partBatches(provider.createPartGenerator({ ...request, model }, init));
    return { next: () => own.next().catch(fail), return: own.return };
  }
  async function begin(): Promise<IteratorResult<readonly Part[], void>> {
    batches = await open();
    if (!hasLeft) return batches.next();
    await batches.return();
    return done;
  }
  return {
    next: () => (batches === undefined ? begin().catch(fail) : batches.next()),
    async return() {
      hasLeft = true;
      await batches?.return();
    },
  };
}

/**
 * Asks a candidate in the client's own bytes, if it speaks the client's wire and the body holds nothing that must be written anew.
 *
 * @returns parts, of which those that are relayed bytes are the answer; `undefined` for a candidate that cannot
 */
export function startRelay(ask: RelayAsk, candidate: Candidate, request: ChatRequest, init: RunInit | undefined): AsyncGenerator<Part, void, undefined> | undefined {
  const { wires = {} } = candidate.provider;
  const { name } = ask.wire;
  const send = Object.hasOwn(wires, name) ? wires[name] : undefined;
  const format = relayFormats[name];
  if (send === undefined || format === undefined || ask.isBound) return undefined;
  return partsFrom(relay({ ...ask, send, format, candidate, request, init }));
}
