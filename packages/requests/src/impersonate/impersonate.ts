import type { Transport } from '../transport.ts';
import type { Browser } from './browsers.ts';

/**
 * How far the imitation goes. `required`: the browser's own TLS handshake and HTTP/2 too, or an error. `preferred`: where there is no
 * engine for that, its headers on Node's TLS, which a warning says once. `native`: always so.
 */
export type TlsMode = 'required' | 'preferred' | 'native';

/** A browser to imitate; its name alone means `tls: 'required'`. */
export type Impersonate = Browser | { readonly browser: Browser; readonly tls?: TlsMode | undefined };

/** {@link Impersonate}, settled. */
export interface Impersonation {
  /** The headers of a same-origin `fetch`. */
  readonly headersFor: (method: string, url: URL) => { readonly [name: string]: string };
  /** What sends to this address in place of the platform's own transport, if anything. */
  readonly transportFor: (url: URL) => Transport | undefined;
}
