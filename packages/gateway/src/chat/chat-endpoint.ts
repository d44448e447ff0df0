import type { ChatWire, WireEncoder } from '@g4f/wires';
import type { Endpoint, EndpointCall } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { readJson } from '../read-json.ts';
import { answerChat } from './answer-chat.ts';

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
      const body = { ...value, ...fields?.(call) };
      const { request, isStream, wantsUsage } = wire.parseRequest(body);
      let model = request.model ?? 'default';
      const about = { id: idPrefix + crypto.randomUUID().replaceAll('-', ''), get model() { return model; }, created: Math.floor(context.now() / 1_000), wantsUsage, asked: body };
      let encoder: WireEncoder | undefined;
      return answerChat(call, context, {
        request,
        isStream,
        get encoder() {
          return (encoder ??= wire.createEncoder(about));
        },
        whole: (parts) => JSON.stringify(wire.encodeAnswer(parts, about)),
        answeredBy: (id) => (model = id),
        relay: { wire, body, text, isStream },
      });
    },
  };
}
