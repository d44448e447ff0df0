import type { AsyncGeneratorProvider, ChatRequest } from '@g4f/core';
import type { Attributes } from '@opentelemetry/api';

const defaultPorts: { readonly [protocol: string]: number } = { 'http:': 80, 'https:': 443 };

/** Where a provider's service is, if its address says so. */
export function serverOf({ url }: Pick<AsyncGeneratorProvider, 'url'>): Attributes {
  const { hostname, port, protocol } = URL.parse(url) ?? { hostname: '', port: '', protocol: '' };
  if (hostname === '') return {};
  return { 'server.address': hostname.replace(/^\[(.*)\]$/, '$1'), 'server.port': port === '' ? defaultPorts[protocol] : Number(port) };
}

/** The settings of a request. Nothing that it says to the model. */
export function settingsOf({ temperature, topP, maxTokens, seed, stop, reasoningEffort, responseFormat }: ChatRequest): Attributes {
  return {
    'gen_ai.request.stream': true,
    'gen_ai.request.temperature': temperature,
    'gen_ai.request.top_p': topP,
    'gen_ai.request.max_tokens': maxTokens,
    'gen_ai.request.seed': seed,
    'gen_ai.request.stop_sequences': stop && [...stop],
    'gen_ai.request.reasoning.level': reasoningEffort,
    'gen_ai.output.type': responseFormat?.type,
  };
}
