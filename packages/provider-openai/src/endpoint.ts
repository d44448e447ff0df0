import { ProviderError, type ExtraInit } from '@g4f/core';
import type { StreamSessionInit } from '@g4f/requests';
import type { OpenAICompatibleOptions } from './options.ts';
import { isSafeForKey } from './safe-transport.ts';

/** Where a service is asked, and with what. */
export interface Endpoint {
  readonly chat: string;
  readonly responses: string;
  readonly models: string;
  /** The session of one call: its key in the headers. Throws before a socket opens where there is no key, or none may be sent. */
  readonly session: <Init extends ExtraInit>(init: Init) => Init & StreamSessionInit;
}

function addressOf(base: string, path: string, query: { readonly [name: string]: string }): URL {
  const address = new URL(base);
  address.pathname = address.pathname.replace(/\/+$/, '') + path;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

/** Settles where a service is and how a key gets there. */
export function createEndpoint({ id, baseURL, apiKey, needsAuth = false, keyVariable, headers = {}, query = {}, modelsURL, isLocal = false, allowInsecure = false }: OpenAICompatibleOptions): Endpoint {
  const chat = addressOf(baseURL, '/chat/completions', query);
  const isSafe = allowInsecure || isSafeForKey(chat);
  const missing = keyVariable === undefined ? '' : ` ${keyVariable} in the environment,`;

  return {
    chat: chat.href,
    responses: addressOf(baseURL, '/responses', query).href,
    models: modelsURL ?? addressOf(baseURL, '/models', query).href,
    session(init) {
      const key = init.apiKey ?? apiKey ?? '';
      if (key === '' && needsAuth) {
        throw new ProviderError(`no key: set${missing} apiKeys[${JSON.stringify(id)}] of the call, or apiKey where the provider is made`, { code: 'unauthorized', provider: id });
      }
      if (key !== '' && !isSafe) {
        throw new ProviderError(`the key would go to ${chat.host} in the clear: use https:, or set allowInsecure`, { code: 'invalid-request', provider: id });
      }
      const proxy = init.proxy ?? (isLocal ? '' : undefined);
      return { ...init, proxy, headers: { ...(key !== '' && { authorization: `Bearer ${key}` }), ...headers } };
    },
  };
}
