import { defineProvider, ProviderError } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import { decodeAcme, encodeAcme } from './acme-wire.ts';

/** How Acme is reached. */
export interface AcmeOptions {
  /** @default 'https://api.acme.example' */
  readonly baseURL?: string | undefined;
  /** For calls that bring none in `apiKeys['acme']`. @default none */
  readonly apiKey?: string | undefined;
}

/**
 * Makes a provider of Acme.
 *
 * @throws TypeError for a `baseURL` that is not an address
 * @example
 * const provider = createAcme({ apiKey: 'the key of your account' });
 */
export function createAcme({ baseURL = 'https://api.acme.example', apiKey }: AcmeOptions = {}) {
  const address = `${new URL(baseURL).href.replace(/\/+$/, '')}/chat`;

  return defineProvider(
    {
      id: 'acme',
      url: baseURL,
      models: ['acme-1'],
      working: true,
      needsAuth: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
    },
    async function* (request, init) {
      const key = init.apiKey ?? apiKey;
      if (key === undefined || key === '') throw new ProviderError("no key: set ACME_API_KEY, or give `apiKey` or `apiKeys['acme']`", { code: 'unauthorized' });
      await using session = new StreamSession(init);
      const response = await session.post(address, { json: encodeAcme(request), headers: { authorization: `Bearer ${key}` } });
      await response.raiseForStatus();
      for await (const events of response.iterEventBatches()) {
        const { parts, ending } = decodeAcme(events);
        yield parts;
        if (ending === 'finished') return;
        if (ending !== undefined) throw ending;
      }
      throw new ProviderError('the answer ended without its last event', { code: 'interrupted' });
    },
    { settings: ['temperature', 'maxTokens'], secrets: [apiKey] },
  );
}
