import { isProviderError, ProviderError } from '@g4f/core';
import { createReference } from '../reference-provider.ts';
import { rewritten, type BrokenProviders } from './break.ts';

export const proxies = {
  'honours proxies': {
    'goes past the proxy': [
      ({ baseURL, key }) => {
        const good = createReference({ baseURL: baseURL.replace('upstream.test', '127.0.0.1'), key });
        return { ...good, createAsyncGenerator: (request, init) => good.createAsyncGenerator(request, { ...init, proxy: undefined }) };
      },
      /the request went past it/,
    ],
    'forgets the credentials': [rewritten((open, _, init) => open({ ...init, proxy: init?.proxy?.replace(/\/\/.*@/, '//') })), /neither honoured nor clearly refused/],
    'sends the credentials encoded as they are in the address': [
      rewritten((open, _, init) => open({ ...init, proxy: init?.proxy?.replace('%40', '%2540') })),
      /neither honoured nor clearly refused/,
    ],
    'goes on without a proxy that refuses it': [
      (target) => {
        const good = createReference(target);
        const direct = createReference({ ...target, baseURL: target.baseURL.replace('upstream.test', '127.0.0.1') });
        return {
          ...good,
          async *createAsyncGenerator(request, init) {
            try {
              yield* good.createAsyncGenerator(request, init);
            } catch {
              yield* direct.createAsyncGenerator(request);
            }
          },
        };
      },
      /wrong credentials must not lead to an answer/,
    ],
    'does not say that it is the proxy': [
      rewritten(async function* (open, _, init) {
        if (init?.proxy !== undefined) throw new ProviderError('cannot do that', { code: 'unsupported' });
        yield* open();
      }),
      /neither honoured nor clearly refused/,
    ],
    'throws what it finds': [
      rewritten(async function* (open) {
        try {
          yield* open();
        } catch (error) {
          throw isProviderError(error) ? new Error('fetch failed') : error;
        }
      }),
      /fetch failed/,
    ],
  },
} satisfies BrokenProviders;
