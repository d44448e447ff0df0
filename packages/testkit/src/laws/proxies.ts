import assert from 'node:assert/strict';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { isProviderError } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { certificate } from '../servers/certificate.ts';
import { listenProxy } from '../servers/listen-proxy.ts';
import { listenSocks } from '../servers/listen-socks.ts';
import type { Loopback } from '../servers/loopback.ts';
import { consume } from './consume.ts';
import { ask, stage } from './stage.ts';

const credentials = 'me:p%40ss';
const wanted = decodeURIComponent(credentials);

interface SeenBy extends Loopback {
  readonly seen: readonly { readonly authorised: boolean }[];
}

/** Asks through a proxy, by a name that nobody but the proxy can look up. */
async function askThrough(subject: Subject, proxy: SeenBy, user: string): Promise<void> {
  const { factory, scenario } = subject;
  await using on = await stage({
    scenario,
    factory: ({ baseURL, key }) => factory({ baseURL: baseURL.replace('127.0.0.1', 'upstream.test'), key }),
  });
  const { chunks, error } = await consume(on.provider.createAsyncGenerator(ask('Hi'), { proxy: proxy.url.replace('//', `//${user}@`) }));
  const scheme = new URL(proxy.url).protocol;
  if (error === undefined) {
    assert.equal(user, credentials, `${scheme} proxy: wrong credentials must not lead to an answer`);
    assert.equal(chunks.join(''), 'Hello, world', `${scheme} proxy`);
    assert.ok(proxy.seen.some(({ authorised }) => authorised), `${scheme} proxy: the request went past it`);
    return;
  }
  assert.equal(on.connections(), 0, `${scheme} proxy: the call failed, yet upstream was connected to`);
  assert.ok(isProviderError(error), `${scheme} proxy: ${inspect(error)}`);
  if (user !== credentials) return;
  assert.ok(
    ['unsupported', 'invalid-request', 'missing-dependency'].includes(error.code) && /proxy|socks/i.test(error.message),
    `${scheme} proxy: neither honoured nor clearly refused: ${error.code}, ${error.message}`,
  );
  assert.deepEqual(proxy.seen, [], `${scheme} proxy: refused, and used all the same`);
}

export const honoursProxies: Law = {
  sentence: 'honours `proxy` (HTTP, HTTPS, SOCKS5, with credentials), or refuses it with a clear error',
  needsUpstream: true,
  async check(subject) {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, certificate.cert]);
    try {
      for (const user of [credentials, 'me:wrong']) {
        await using plain = await listenProxy({ credentials: wanted });
        await askThrough(subject, plain, user);
        await using secure = await listenProxy({ credentials: wanted, tls: true });
        await askThrough(subject, secure, user);
        await using socks = await listenSocks({ credentials: wanted });
        await askThrough(subject, socks, user);
      }
    } finally {
      setDefaultCACertificates(trusted);
    }
  },
};
