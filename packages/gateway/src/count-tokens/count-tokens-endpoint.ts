import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { candidatesFor } from '../chat/candidates.ts';
import type { Endpoint } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { readJson } from '../read-json.ts';
import { askUpstream } from './ask-upstream.ts';
import { estimateInput } from './estimate-input.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `POST /v1/messages/count_tokens` of the Anthropic API: by the service that would answer, where it counts; else an estimate, which says
 * so (`"estimated": true`). It is one request as far as limits look, and no tokens.
 */
export const countTokensEndpoint: Endpoint = {
  method: 'POST',
  path: '/v1/messages/count_tokens',
  errorBody: (error) => JSON.stringify(anthropicMessages.encodeError(error)),
  async handle({ request: asked, caller }, context) {
    const { value } = await readJson(asked, context.maxBody);
    if (!isObject(value)) throw new GatewayError('the body must be a JSON object', { status: 400 });
    // The one field that is needed for an answer, and not here.
    const { request } = anthropicMessages.parseRequest({ max_tokens: 1, ...value });
    const { headers, settle } = await context.access.admit(caller, { model: request.model, inputTokens: 0 });
    try {
      const [first] = candidatesFor(context.registry(), request);
      const exact = first === undefined ? undefined : await askUpstream(first, request, asked.signal);
      const body = exact === undefined ? { input_tokens: await estimateInput(request, asked.signal), estimated: true } : { input_tokens: exact };
      return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    } finally {
      await settle({ inputTokens: 0, outputTokens: 0, cost: 0 });
    }
  },
};
