import type { ChatRequest, RunInit } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

const harmless: ChatRequest = { messages: [{ role: 'user', content: 'Hi' }] };

export const input = {
  'refuses bad input': {
    'sends whatever it is given': [changed((good) => ({ createAsyncGenerator: (_, init) => good.createAsyncGenerator(harmless, init) })), /nothing was thrown/],
    'throws before the first next()': [
      changed((good) => ({
        createAsyncGenerator(request: ChatRequest, init?: RunInit) {
          if (!Array.isArray(request.messages) || request.messages.length === 0) throw new TypeError('thrown too early');
          return good.createAsyncGenerator(request, init);
        },
      })),
      /thrown too early/,
    ],
    'connects before it looks': [
      changed((good) => ({
        async *createAsyncGenerator(request, init) {
          await good.createAsync(harmless);
          yield* good.createAsyncGenerator(request, init);
        },
      })),
      /a connection was opened/,
    ],
    'drops what it does not know': [
      changed((good) => ({
        supportsStructuredOutput: false,
        createAsyncGenerator: (request, init) => good.createAsyncGenerator({ ...request, responseFormat: undefined }, init),
      })),
      /responseFormat/,
    ],
  },
} satisfies BrokenProviders;
