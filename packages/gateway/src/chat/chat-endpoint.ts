import type { ChatRequest, Part } from '@g4f/core';
import type { AnswerContext, ChatWire, WireEncoder } from '@g4f/wires';
import type { Endpoint, EndpointCall } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { readJson } from '../read-json.ts';
import type { RelayAsk } from '../relay/relay-ask.ts';
import { relayFormats } from '../relay/relay-format.ts';
import { answerChat, type ChatCall } from './answer-chat.ts';

/** How an endpoint reads what its wire does not say in the body. */
export interface ChatEndpointOptions {
  /** See {@link Endpoint}. */
  readonly path: string;
  /** What stands before the ids of its answers, for example `chatcmpl-`. @default none */
  readonly idPrefix?: string | undefined;
  /** Fields that the address says, which this wire reads from the body. @default none */
  readonly fields?: ((call: EndpointCall) => { readonly [field: string]: unknown }) | undefined;
}

const isRecord = (value: unknown): value is { readonly [field: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an answer says about itself. Most answers are relayed, and need none of it. */
class AnswerAbout implements AnswerContext {
  readonly #prefix: string;
  #id: string | undefined;
  readonly created: number;
  readonly wantsUsage: boolean;
  readonly asked: unknown;
  model: string;

  constructor(prefix: string, model: string, created: number, wantsUsage: boolean, asked: unknown) {
    this.#prefix = prefix;
    this.model = model;
    this.created = created;
    this.wantsUsage = wantsUsage;
    this.asked = asked;
  }

  get id(): string {
    return (this.#id ??= this.#prefix + crypto.randomUUID().replaceAll('-', ''));
  }
}

/** A chat on a wire. */
class WireCall implements ChatCall {
  readonly #wire: ChatWire;
  readonly #about: AnswerAbout;
  #encoder: WireEncoder | undefined;
  readonly request: ChatRequest;
  readonly isStream: boolean;
  readonly relay: RelayAsk;

  constructor(wire: ChatWire, request: ChatRequest, isStream: boolean, about: AnswerAbout, relay: RelayAsk) {
    this.#wire = wire;
    this.#about = about;
    this.request = request;
    this.isStream = isStream;
    this.relay = relay;
  }

  get encoder(): WireEncoder {
    return (this.#encoder ??= this.#wire.createEncoder(this.#about));
  }

  whole(parts: readonly Part[]): string {
    return JSON.stringify(this.#wire.encodeAnswer(parts, this.#about));
  }

  answeredBy(model: string): void {
    this.#about.model = model;
  }
}

/**
 * The endpoint of a chat wire: what its clients ask, any provider answers.
 *
 * @example
 * chatEndpoint(openaiChat, { path: '/v1/chat/completions', idPrefix: 'chatcmpl-' });
 */
export function chatEndpoint(wire: ChatWire, { path, idPrefix = '', fields }: ChatEndpointOptions): Endpoint {
  return {
    method: 'POST',
    path,
    errorBody: (error) => JSON.stringify(wire.encodeError(error)),
    async handle(call, context) {
      const { value, text } = await readJson(call.request, context.maxBody);
      if (!isRecord(value)) throw new GatewayError('the body must be a JSON object', { status: 400 });
      const body = fields === undefined ? value : { ...value, ...fields(call) };
      const { request, isStream, wantsUsage } = wire.parseRequest(body);
      // Looked for now, as the text of a long prompt is not kept until its answer has ended.
      const bound = relayFormats[wire.name]?.bound;
      const isBound = bound !== undefined && text.includes(bound);
      const about = new AnswerAbout(idPrefix, request.model ?? 'default', Math.floor(context.now() / 1_000), wantsUsage, body);
      return answerChat(call, context, new WireCall(wire, request, isStream, about, { wire, body, isBound, isStream }));
    },
  };
}
