import { gemini, parseGeminiPath, type GeminiPath } from '@g4f/wires/gemini';
import type { Endpoint, EndpointCall } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { chatEndpoint } from './chat-endpoint.ts';

function pathOf({ parameters }: EndpointCall): GeminiPath {
  const path = parseGeminiPath(`/models/${encodeURI(parameters['call'] ?? '')}`);
  if (path === undefined) throw new GatewayError('the address must end in a model and :generateContent or :streamGenerateContent', { status: 404 });
  return path;
}

/** The Gemini API's `generateContent` and `streamGenerateContent`, which say model and manner in the address. */
export const geminiEndpoint: Endpoint = chatEndpoint(gemini, {
  path: '/v1beta/models/:call*',
  fields(call) {
    const { model, isStream } = pathOf(call);
    return { model, stream: isStream };
  },
});
