import { ProviderError } from '@g4f/core';
import { chrome107 } from './chrome107.ts';

const browsers = { chrome107 } as const;

/** A browser that can be imitated. */
export type Browser = keyof typeof browsers;

/**
 * How far the imitation goes. `required`: the browser's own TLS handshake too, or an error. `preferred`: where there is no engine
 * for that, its headers on Node's TLS, which a warning says once. `native`: always so.
 */
export type TlsMode = 'required' | 'preferred' | 'native';

/** A browser to imitate; its name alone means `tls: 'required'`. */
export type Impersonate = Browser | { readonly browser: Browser; readonly tls?: TlsMode | undefined };

/** {@link Impersonate}, settled. */
export interface Impersonation {
  /** The headers of a same-origin `fetch`. */
  readonly headersFor: (method: string, url: URL) => { readonly [name: string]: string };
  /** Says whether Node's TLS may be used for this request. @throws ProviderError `missing-dependency` if not */
  readonly admit: (url: URL) => void;
}

let isWarned = false;

function warnOnce(browser: Browser): void {
  if (isWarned) return;
  isWarned = true;
  process.emitWarning(`the headers of ${browser} are sent on Node's own TLS, which can be told from the browser's`, { code: 'G4F_NATIVE_TLS' });
}

/** Settles whom to imitate and how. */
export function impersonation(asked: Impersonate): Impersonation {
  const { browser, tls = 'required' } = typeof asked === 'string' ? { browser: asked } : asked;
  if (!Object.hasOwn(browsers, browser)) {
    throw new ProviderError(`there is no browser "${browser}" to imitate: use one of ${Object.keys(browsers).join(', ')}`, { code: 'invalid-request' });
  }
  return {
    headersFor: (method, { origin }) => ({
      ...browsers[browser],
      ...(method === 'GET' || method === 'HEAD' ? {} : { origin }),
      referer: `${origin}/`,
    }),
    admit({ protocol }) {
      if (tls === 'required') {
        throw new ProviderError(
          `the TLS of ${browser} needs an engine that is not installed: ask for { browser: '${browser}', tls: 'preferred' } to send its headers on Node's own TLS`,
          { code: 'missing-dependency' },
        );
      }
      if (tls === 'preferred' && protocol === 'https:') warnOnce(browser);
    },
  };
}
