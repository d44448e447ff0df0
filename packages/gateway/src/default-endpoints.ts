import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { openaiChat } from '@g4f/wires/openai-chat';
import { aibnEndpoints } from './aibn/aibn-endpoints.ts';
import { chatEndpoint } from './chat/chat-endpoint.ts';
import { geminiEndpoints } from './chat/gemini-endpoints.ts';
import { countTokensEndpoint } from './count-tokens/count-tokens-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { explainGet, explainPost } from './endpoints/explain.ts';
import { listModels, retrieveModel } from './endpoints/models.ts';
import { probeProvider } from './endpoints/probe-provider.ts';
import { healthz, readyz } from './endpoints/probes.ts';
import { listProviders, retrieveProvider } from './endpoints/providers.ts';
import { responsesEndpoint } from './responses/responses-endpoint.ts';

/** What every gateway answers. */
export const defaultEndpoints: readonly Endpoint[] = [
  chatEndpoint(openaiChat, { path: '/v1/chat/completions', idPrefix: 'chatcmpl-' }),
  responsesEndpoint,
  chatEndpoint(anthropicMessages, { path: '/v1/messages', idPrefix: 'msg_' }),
  countTokensEndpoint,
  ...geminiEndpoints,
  ...aibnEndpoints(),
  listModels,
  retrieveModel,
  listProviders,
  retrieveProvider,
  probeProvider,
  explainGet,
  explainPost,
  healthz,
  readyz,
];
