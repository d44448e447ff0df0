import { ProviderError } from '@g4f/core';
import type { Impersonate, Impersonation } from '../impersonate/impersonate.ts';

/** Nothing is imitated: `fetch` has the handshake of its runtime, and a browser sends headers of its own whatever it is told. */
const none: Impersonation = { headersFor: () => ({}), transportFor: () => undefined };

/**
 * Settles whom to imitate where there is only `fetch`: nobody.
 *
 * @throws ProviderError `unsupported` where TLS is required: the provider asked for it, and another one may go without
 */
export function impersonation(asked: Impersonate): Impersonation {
  const { browser, tls = 'required' } = typeof asked === 'string' ? { browser: asked } : asked;
  if (tls !== 'required') return none;
  throw new ProviderError(
    `the TLS of ${browser} cannot be imitated on this runtime's fetch: ask for { browser: '${browser}', tls: 'preferred' } to go without, or run on Node`,
    { code: 'unsupported' },
  );
}
