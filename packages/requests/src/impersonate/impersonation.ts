import { ProviderError } from '@g4f/core';
import type { Transport } from '../transport.ts';
import { undiciTransport } from '../undici/undici-transport.ts';
import { loadEngine } from '../wreq/engine.ts';
import { wreqTransport } from '../wreq/wreq-transport.ts';
import { browsers, type Browser } from './browsers.ts';
import type { Impersonate, Impersonation } from './impersonate.ts';

let isWarned = false;

function warnOnce(browser: Browser): void {
  if (isWarned) return;
  isWarned = true;
  process.emitWarning(`the headers of ${browser} are sent on Node's own TLS, which can be told from the browser's: npm install wreq-js`, { code: 'G4F_NATIVE_TLS' });
}

function missing(browser: Browser, reason: unknown): ProviderError {
  return new ProviderError(
    `the TLS of ${browser} needs an engine that is not installed: npm install wreq-js, or ask for { browser: '${browser}', tls: 'preferred' } to send its headers on Node's own TLS`,
    { code: 'missing-dependency', cause: reason },
  );
}

/** Settles whom to imitate and how. */
export function impersonation(asked: Impersonate, load = loadEngine): Impersonation {
  const { browser, tls = 'required' } = typeof asked === 'string' ? { browser: asked } : asked;
  if (!Object.hasOwn(browsers, browser)) {
    throw new ProviderError(`there is no browser "${browser}" to imitate: use one of ${Object.keys(browsers).join(', ')}`, { code: 'invalid-request' });
  }
  const withoutEngine = (reason: unknown): Transport => {
    if (tls === 'required') throw missing(browser, reason);
    warnOnce(browser);
    return undiciTransport;
  };
  const transport = wreqTransport(browser, withoutEngine, load);
  return {
    headersFor(method, { origin }) {
      const all = { ...browsers[browser], origin, referer: `${origin}/` };
      if (method !== 'GET' && method !== 'HEAD') return all;
      return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'origin'));
    },
    transportFor: ({ protocol }) => (tls === 'native' || protocol !== 'https:' ? undefined : transport),
  };
}
