import { ProviderError, type ChatRequest, type RunInit } from '@g4f/core';
import type { Factory, Target } from '../../src/index.ts';
import { createReference } from '../reference-provider.ts';
import type { BrokenProviders } from './break.ts';

/** Fails with an error that says too much. */
const telling =
  (tell: (target: Target, request: ChatRequest, init: RunInit) => Error): Factory =>
  (target) => {
    const good = createReference(target);
    return {
      ...good,
      async *createAsyncGenerator(request, init = {}) {
        try {
          yield* good.createAsyncGenerator(request, init);
        } catch {
          throw tell(target, request, init);
        }
      },
    };
  };

const upstream = (message: string, cause?: unknown): ProviderError => new ProviderError(message, { code: 'upstream', provider: 'reference', cause });
const textOf = ({ messages: [first] }: ChatRequest): string => (typeof first?.content === 'string' ? first.content : '');

export const secrecy = {
  'keeps secrets': {
    'quotes the question': [telling((_, request) => upstream(`cannot answer ${JSON.stringify(request.messages)}`)), /canary-question/],
    'quotes half of the question': [telling((_, request) => upstream(`cannot answer "${textOf(request).slice(26, 60)}…"`)), /grey heron/],
    'quotes its key': [telling(({ key }) => upstream(`the key ${key} was refused`)), /canary-key/],
    'keeps the key of the call in a cause': [telling((_, __, { apiKeys }) => upstream('refused', new Error('401', { cause: { headers: { authorization: `Bearer ${Object.values(apiKeys ?? {})[0] ?? ''}` } } }))), /canary-api-key/],
    'keeps the request in bytes': [telling((_, request) => Object.assign(upstream('refused'), { body: Buffer.from(textOf(request)) })), /canary-question/],
    'keeps the request under a symbol': [telling((_, request) => Object.assign(upstream('refused'), { [Symbol('request')]: request })), /canary-question/],
    'names the proxy with its password': [telling((_, __, { proxy = '' }) => upstream(`cannot reach ${proxy}`)), /canary-proxy-password/],
    'logs to the console': [
      telling(({ key }) => {
        // eslint-disable-next-line no-console -- the very thing that the law is about
        console.error('failed with', { key });
        return upstream('refused');
      }),
      /a log line: "canary-key/,
    ],
    'writes to stderr': [
      telling((_, request) => {
        process.stderr.write(`failed: ${textOf(request)}\n`);
        return upstream('refused');
      }),
      /a log line: "canary-question/,
    ],
    'names its key where models are listed': [
      (target) => ({ ...createReference(target), listModels: () => Promise.reject(upstream(`GET /models with ${target.key} failed`)) }),
      /the error after a list of models: "canary-key/,
    ],
    'shows its key where it is listed': [({ baseURL, key }) => ({ ...createReference({ baseURL, key }), url: `${baseURL}?key=${key}` }), /the provider itself/],
  },
} satisfies BrokenProviders;
