import { ProviderError, type AuthorInit } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import type { Target } from '../../src/index.ts';
import { authored, post, readParts } from '../reference-provider.ts';
import type { BrokenProviders } from './break.ts';

/** Answers with the key that `choose` says. */
const keyed = (choose: (target: Target, init: AuthorInit) => string) =>
  authored(async function* (target, request, init) {
    const key = choose(target, init);
    await using session = new StreamSession(init);
    yield* readParts((await post(session, { ...target, key }, request)).iterLines());
  });

function refuse(message: string): never {
  throw new ProviderError(message, { code: 'unauthorized' });
}
const cure = 'there is no key: set REFERENCE_API_KEY';

export const keys = {
  'asks for its key': {
    'asks without one': [keyed(({ key }, { apiKey = key }) => apiKey), /a call without a key: nothing was thrown/],
    'does not say the cure': [keyed(({ key }, { apiKey = key }) => (apiKey === '' ? refuse('no') : apiKey)), /must say where one goes/],
    'takes any key that it is given': [keyed(({ key }, { apiKeys }) => Object.values(apiKeys)[0] ?? (key === '' ? refuse(cure) : key)), /nothing was thrown|another provider's key/],
    "sends its own in place of the call's": [keyed(({ key }) => (key === '' ? refuse(cure) : key)), /the call's own key must reach/],
    "sends both its own and the call's": [keyed(({ key }, { apiKey = '' }) => (`${apiKey}${key}` === '' ? refuse(cure) : `${apiKey} ${key}`)), /the provider's key was sent/],
    'wants one of its own beside that of a call': [keyed(({ key }, { apiKey = key }) => (key === '' ? refuse(cure) : apiKey)), /the answer ended in ProviderError.*there is no key/],
    'connects before it looks': [
      authored(async function* (target, request, init) {
        await using session = new StreamSession(init);
        const response = await post(session, target, request);
        if ((init.apiKey ?? target.key) === '') refuse(cure);
        yield* readParts(response.iterLines());
      }),
      /a connection was opened/,
    ],
  },
} satisfies BrokenProviders;
