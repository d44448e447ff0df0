import { isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import type { ProxyAddress } from './proxy-address.ts';

/** Who was called, and how to speak of it. */
export interface CallContext {
  readonly provider: string | undefined;
  /** Host and port of the service. */
  readonly host: string;
  readonly proxy: ProxyAddress | undefined;
  readonly redact: (text: string) => string;
}

const check = 'check the address and that the service is running';
const certificate = 'its certificate is not trusted; if it is your own, name its authority in NODE_EXTRA_CA_CERTS';

/** Plain words and the cure, by the code of Node or undici. */
const words: { readonly [code: string]: string } = {
  ECONNREFUSED: `the connection was refused; ${check}`,
  ENOTFOUND: 'there is no such host; check the address',
  EAI_AGAIN: 'the name could not be looked up; check the network',
  EHOSTUNREACH: 'there is no way to the host; check the network',
  ENETUNREACH: 'there is no way to the host; check the network',
  ETIMEDOUT: `the connection timed out; ${check}`,
  UND_ERR_CONNECT_TIMEOUT: `the connection timed out; ${check}`,
  ECONNRESET: 'the connection was closed before an answer',
  EPIPE: 'the connection was closed before an answer',
  UND_ERR_SOCKET: 'the connection was closed before an answer',
  UND_ERR_PRX_CONN: 'the connection was closed before the tunnel stood',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its content-length is wrong',
  HTTPParserError: 'it does not speak HTTP',
  UND_ERR_DESTROYED: 'the connection pool was closed',
  UND_ERR_CLOSED: 'the connection pool was closed',
  CROSS_ORIGIN: 'the connection failed, or its CORS headers do not let this page ask it',
  EPROTO: 'the TLS handshake failed; check that the address speaks https',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; check the address',
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_GET_ISSUER_CERT: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
};

/** What undici calls the caller's own mistake, such as a header that is not allowed. */
const callersCodes: ReadonlySet<string> = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED']);
/** Refused credentials, in the codes of SOCKS5. */
const socksRefusals: ReadonlySet<string> = new Set(['UND_ERR_SOCKS5_AUTH_REJECTED', 'UND_ERR_SOCKS5_AUTH_FAILED', 'UND_ERR_SOCKS5_AUTH_METHOD']);

/** The code of an error, or of the one that undici's proxy support wrapped. Its parser's own have none. */
function codeOf(error: Error): string {
  if (error.cause instanceof Error && 'code' in error.cause) return codeOf(error.cause);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'HTTPParserError' ? error.name : '';
}

function plainWords(code: string): string {
  return words[code.startsWith('ERR_SSL_') ? 'EPROTO' : code] ?? 'the connection failed';
}

/** The error as a cause that shows nothing private and holds on to nothing. */
function plainCause(error: Error, code: string, redact: (text: string) => string): Error {
  const cause = new Error(redact(error.message));
  cause.name = error.name;
  cause.stack = redact(error.stack ?? '');
  return code === '' ? cause : Object.assign(cause, { code });
}

/** What the proxy itself refused, if it did: undici tells it in words only. */
function proxyStatus(error: Error): number | undefined {
  const status = /^Proxy response \((\d+)\) |^Proxy Authentication Required \((\d+)\)$/.exec(error.message);
  return status === null ? undefined : Number(status[1] ?? status[2]);
}

/**
 * What a connection failed with, as a `ProviderError` of plain words: `upstream` before the headers, `interrupted` after them.
 * A proxy that refuses the credentials is `unauthorized`: to ask again the same way is of no use. What is not an `Error` is given
 * back as it is, and so is one of ours, but for the provider's name where it has none.
 */
export function connectionError(error: unknown, phase: 'before headers' | 'in the body', { provider, host, proxy, redact }: CallContext): unknown {
  if (isProviderError(error)) return error.provider === undefined ? new ProviderError(error.message, { code: error.code, provider }) : error;
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  const make = (message: string, as: ErrorCode): ProviderError => new ProviderError(message, { code: as, provider, cause: plainCause(error, code, redact) });
  const suffix = code === '' ? '' : ` (${code})`;
  if (phase === 'in the body') return make(`the answer of ${host} was cut off${suffix}`, 'interrupted');
  const via = proxy === undefined ? 'the proxy' : `the proxy ${proxy.host}`;
  const refused = proxyStatus(error);
  if (refused === 407 || socksRefusals.has(code)) return make(`${via} refused the credentials; check the user and password in its address`, 'unauthorized');
  if (refused !== undefined) return make(`${via} would not connect to ${host}: it answered ${refused}`, 'upstream');
  if (code.startsWith('UND_ERR_SOCKS5_')) return make(`${via} would not connect to ${host}: ${error.message}`, 'upstream');
  if (callersCodes.has(code)) return make(`the request cannot be sent: ${redact(error.message)}`, 'invalid-request');
  const whom = proxy === undefined ? host : `${host} through ${via}`;
  return make(`cannot reach ${whom}: ${plainWords(code)}${suffix}`, 'upstream');
}
