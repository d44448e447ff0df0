import { isContent, isProviderError, ProviderError, type ChatRequest, type Chunk, type Part, type RunInit, type WireAnswer, type WireRelay } from '@g4f/core';
import { estimateTokens } from '@g4f/registry';
import { createSseDecoder } from '@g4f/wires/sse';
import type { Candidate } from '../chat/candidates.ts';
import { joinBytes } from '../join-bytes.ts';
import { redactFor, refusalOf } from './refusal.ts';
import type { RelayAsk } from './relay-ask.ts';
import { relayFormats, type RelayFormat } from './relay-format.ts';
import { createRelayReader } from './relay-reader.ts';
import { relayedBytes } from './relayed-bytes.ts';

/** Bytes of an answer in one piece. */
const mostWhole = 67_108_864;

const utf8 = new TextDecoder();

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

const isKind = ({ headers }: WireAnswer, kind: RegExp): boolean => kind.test(headers.get('content-type') ?? '');

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

/** The parts of an answer that came as events. */
async function* readEvents({ body }: WireAnswer, { wire, candidate: { provider } }: Relay): AsyncGenerator<Part, void, undefined> {
  const sse = createSseDecoder();
  const decoder = wire.createDecoder({ provider: provider.id });
  const partOf = (chunk: Chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk);
  for await (const bytes of body) yield* decoder.push(sse.push(bytes)).map(partOf);
  yield* decoder.end().map(partOf);
}

async function* relayWhole(answer: WireAnswer, relay: Relay): AsyncGenerator<Part, void, undefined> {
  if (isKind(answer, /^text\/event-stream/i)) {
    // Events came, though one piece was asked for: it is written anew.
    yield* readEvents(answer, relay);
    return;
  }
  const { bytes, parts } = await readAnswer(answer, relay);
  // What it tells of itself comes first: whoever has the bytes may leave.
  for (const part of parts) if (part.type === 'usage' || part.type === 'finish') yield part;
  yield relayedBytes(bytes, 'application/json', parts.reduce((sum, part) => sum + ('text' in part ? estimateTokens(part.text) : 0), 0));
}

async function* relayStream(answer: WireAnswer, relay: Relay): AsyncGenerator<Part, void, undefined> {
  const { wire, format, candidate } = relay;
  if (isKind(answer, /^application\/json/i)) {
    // It came in one piece, though events were asked for: it is written anew.
    yield* (await readAnswer(answer, relay)).parts;
    return;
  }
  const reader = createRelayReader(wire, format, candidate.provider.id);
  for await (const bytes of answer.body) {
    for (const part of reader.push(bytes)) yield part;
    const failed = reader.failed();
    if (failed !== undefined) throw failed;
  }
  yield* reader.end();
}

async function* relay(how: Relay): AsyncGenerator<Part, void, undefined> {
  const { send, body, wire, isStream, candidate, request, init } = how;
  const { provider, model } = candidate;
  let answer: WireAnswer | undefined;
  try {
    answer = await send(body['model'] === model ? body : { ...body, model }, init);
    const refusal = await refusalOf({ answer, wire, provider: provider.id, model, request });
    if (refusal === undefined) yield* isStream ? relayStream(answer, how) : relayWhole(answer, how);
    // The client's own words for it may be what this service does not know: ours, which are made for it, may do.
    else if (refusal.code === 'invalid-request') yield* provider.createPartGenerator({ ...request, model }, init);
    else throw refusal;
  } catch (error) {
    if (!isProviderError(error)) throw error;
    const { message, code, status, retryAfter, cause } = error;
    const prefix = `${error.provider ?? ''}: `; // which the new one gets too
    throw new ProviderError(redactFor(request, answer)(message.startsWith(prefix) ? message.slice(prefix.length) : message), { code, provider: provider.id, status, retryAfter, cause });
  }
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
  if (send === undefined || format === undefined || ask.text.includes(format.bound)) return undefined;
  return relay({ ...ask, send, format, candidate, request, init });
}
