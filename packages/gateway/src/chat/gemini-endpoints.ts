import { gemini, parseGeminiPath, type GeminiPath } from '@g4f/wires/gemini';
import type { Endpoint, EndpointCall } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { chatEndpoint } from './chat-endpoint.ts';

function pathOf({ parameters }: EndpointCall): GeminiPath {
  const [, model = '', method = ''] = /^(.*):(\w+)$/s.exec(parameters['id'] ?? '') ?? [];
  const path = parseGeminiPath(`/${encodeURIComponent(model)}:${method}`);
  if (path === undefined) throw new GatewayError('the address must end in a model and :generateContent or :streamGenerateContent', { status: 404 });
  return path;
}

/** The Gemini API's `generateContent` and `streamGenerateContent`, which say model and manner in the address, in each of its versions. */
export const geminiEndpoints: readonly Endpoint[] = ['v1beta', 'v1', 'v1alpha'].map((version) =>
  chatEndpoint(gemini, {
    path: `/${version}/models/:id*`,
    fields(call) {
      const { model, isStream } = pathOf(call);
      return { model, stream: isStream };
    },
  }),
);
