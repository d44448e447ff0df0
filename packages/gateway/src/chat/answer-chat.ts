import { partBatches, type ChatRequest, type Part, type PartBatches } from '@g4f/core';
import { requirementsOf } from '@g4f/registry';
import type { WireEncoder } from '@g4f/wires';
import type { Admitted, AskedCall } from '../access.ts';
import type { Lookup } from '../cache/create-cache.ts';
import type { EndpointCall, GatewayContext } from '../endpoint.ts';
import type { GatewayAnswer } from '../exchange.ts';
import { FailedCall, failureOf } from '../failure.ts';
import { isRelayed } from '../relay/relayed-bytes.ts';
import type { RelayAsk } from '../relay/relay-ask.ts';
import { answerHeaders } from './answer-headers.ts';
import { candidatesFor, type Candidate } from './candidates.ts';
import { orResting } from './or-resting.ts';
import { createMeter, type Meter } from './spent.ts';
import { startAnswer, type AskedAnswer } from './start-answer.ts';
import { throughCache } from './through-cache.ts';

/** What a client asks, and how its wire writes an answer. */
export interface ChatCall {
  readonly request: ChatRequest;
  readonly isStream: boolean;
  /** Writes a streamed answer. Only its `error` is used for one that broke off. */
  readonly encoder: WireEncoder;
  /** Writes an answer in one piece, as JSON text. */
  readonly whole: (parts: readonly Part[]) => string;
  /** Of a streamed answer. @default 'text/event-stream; charset=utf-8' */
  readonly contentType?: string | undefined;
  /** What keeps a connection awake before the first content; `undefined` where the wire has nothing of the kind, and the client waits. @default an event stream's comment */
  readonly comment?: string | undefined;
  /** Told the model that answers before anything is written, where the request names none. @default nobody is told */
  readonly answeredBy?: ((model: string) => void) | undefined;
  /** The body that may go upstream as it is. @default none may */
  readonly relay?: RelayAsk | undefined;
}

/** A call that is under way. */
interface Running {
  readonly call: EndpointCall;
  readonly context: GatewayContext;
  readonly chat: ChatCall;
  readonly candidates: readonly Candidate[];
  readonly answer: AskedAnswer;
  /** The parts of the answer, as many at a time as there are. */
  readonly batches: PartBatches;
  readonly admitted: Admitted;
  readonly lookup: Lookup | undefined;
  readonly meter: Meter;
}

const headersOf = ({ call, context, chat, candidates, answer, admitted, lookup }: Running, isBegun: boolean): GatewayAnswer['headers'] => ({
  ...admitted.headers,
  ...lookup?.headers,
  ...answerHeaders(call.request, context, { request: chat.request, candidates, attempts: answer.attempts, answering: isBegun ? answer.current() : undefined }),
});

/** Says whose the answer is that nobody asked for by name. */
function nameAnswer({ chat, answer, lookup }: Running): void {
  const model = chat.request.model === undefined ? (answer.current()?.model ?? lookup?.model) : undefined;
  if (model !== undefined) chat.answeredBy?.(model);
}

/** Closes what is open, and books what was used: once, whatever became of the call. */
async function finish({ answer, batches, admitted, meter }: Running): Promise<void> {
  await batches.return();
  await admitted.settle(meter.spent(answer.attempts));
}

/** An answer in one piece. */
async function collect(running: Running): Promise<GatewayAnswer> {
  const { chat, batches, meter } = running;
  try {
    const parts: Part[] = [];
    let relayed: Uint8Array | undefined;
    for (let result = await batches.next(); result.done !== true; result = await batches.next()) {
      for (const part of result.value) {
        meter.note(part);
        if (isRelayed(part)) relayed = part.data;
        else parts.push(part);
      }
    }
    nameAnswer(running);
    return { status: 200, headers: { ...headersOf(running, true), 'content-type': 'application/json' }, body: relayed ?? chat.whole(parts) };
  } finally {
    await finish(running);
  }
}

type First = IteratorResult<readonly Part[], void>;
const late = Symbol('late');

/** What comes first: content, a failure, or the end of one's patience. */
function orLate(first: Promise<First>, patience: number): Promise<First | typeof late> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), patience);
    first.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

/**
 * The body of a streamed answer. While nothing came yet, comments go out and others may still be asked. What goes wrong becomes the
 * wire's own error event, after which nothing comes: an answer that broke off never looks finished.
 */
async function* body(running: Running, first: Promise<First>, begun: First | typeof late, comment: string): AsyncGenerator<string | Uint8Array, void, undefined> {
  const { call, chat, context, meter, answer, batches } = running;
  try {
    let came = begun;
    while (came === late) {
      yield comment;
      came = await orLate(first, context.patience());
    }
    nameAnswer(running);
    // One loop and no generator inside: each level of those costs a client of a fast model as much as writing the part.
    let isRelay = false;
    for (let result = came; result.done !== true; result = await batches.next()) {
      let text = '';
      for (const part of result.value) {
        meter.note(part);
        if (isRelayed(part)) {
          isRelay = true;
          if (part.data.length > 0) yield part.data;
        } else if (!isRelay) text += chat.encoder.part(part);
      }
      if (text !== '') yield text;
    }
    if (!isRelay) yield chat.encoder.end();
  } catch (error) {
    if (!call.request.signal.aborted) yield chat.encoder.error(failureOf(orResting(error, answer.attempts)).error);
  } finally {
    await finish(running);
  }
}

async function stream(running: Running): Promise<GatewayAnswer> {
  const { chat, batches, context } = running;
  const { contentType = 'text/event-stream; charset=utf-8', comment = ': still waiting\n\n' } = chat;
  const first = batches.next();
  try {
    const begun = comment === '' ? await first : await orLate(first, context.patience());
    const headers = { ...headersOf(running, begun !== late), 'content-type': contentType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' };
    return { status: 200, headers, body: body(running, first, begun, comment) };
  } catch (error) {
    await finish(running);
    throw error;
  }
}

/** What limits look at. Counting a long prompt takes longer than all the rest: it is done only for who limits tokens. */
class Asked implements AskedCall {
  readonly #request: ChatRequest;
  readonly model: string | undefined;

  constructor(request: ChatRequest) {
    this.#request = request;
    this.model = request.model;
  }

  get inputTokens(): number {
    return requirementsOf(this.#request).inputTokens;
  }
}

/**
 * Answers a chat: lets the caller in, selects who can answer, asks them in turn, and streams or collects what the first of them says.
 *
 * Before the first content a failure is thrown, for its status; after it, or once comments went out, it is written into the stream.
 *
 * @throws FailedCall for what went wrong before the first content, ProviderError `no-provider`, GatewayError for a caller who may not ask
 */
export async function answerChat(call: EndpointCall, context: GatewayContext, chat: ChatCall): Promise<GatewayAnswer> {
  const { request, relay } = chat;
  const admitted = await context.access.admit(call.caller, new Asked(request));
  const meter = createMeter(request);
  let answer: AskedAnswer;
  let candidates: readonly Candidate[] = [];
  let lookup: Lookup | undefined;
  try {
    lookup = await context.cache?.look(call.caller, request, call.request);
    const apiKeys = context.access.clientKeys?.(call.request);
    const start = (): AskedAnswer => {
      candidates = candidatesFor(context.registry(), request);
      // What is kept for all wires does not come in the bytes of one.
      return startAnswer({ request, relay: lookup === undefined ? relay : undefined, caller: call.caller, signal: call.request.signal, apiKeys }, candidates, context);
    };
    answer = lookup === undefined ? start() : throughCache(lookup, start);
  } catch (error) {
    await admitted.settle(meter.spent([]));
    throw error;
  }
  const running: Running = { call, context, chat, candidates, answer, batches: partBatches(answer.parts), admitted, lookup, meter };
  try {
    return await (chat.isStream ? stream(running) : collect(running));
  } catch (error) {
    throw new FailedCall(orResting(error, answer.attempts), headersOf(running, false));
  }
}
