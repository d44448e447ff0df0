import { openaiResponses } from '@g4f/wires/openai-responses';
import { chatEndpoint } from '../chat/chat-endpoint.ts';
import type { Endpoint } from '../endpoint.ts';

/** OpenAI's Responses API. Nothing is stored: what refers to an earlier response is refused. */
export const responsesEndpoint: Endpoint = chatEndpoint(openaiResponses, { path: '/v1/responses', idPrefix: 'resp_' });
