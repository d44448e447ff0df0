import { ProviderError } from '@g4f/core';

/** What the engine says in words only, as the codes that Node and undici have for it. */
const codes: readonly (readonly [words: RegExp, code: string])[] = [
  [/message head is too large/, 'UND_ERR_HEADERS_OVERFLOW'],
  [/invalid .* parsed|invalid HTTP/i, 'HTTPParserError'],
  [/wrong.version.number|handshake|SSL/i, 'EPROTO'],
  [/connection (was )?(closed|reset)|unexpected EOF|broken pipe|end of file/i, 'ECONNRESET'],
];

/** Its words without the address, whose query may be a secret, and without the relay's. */
const withoutAddresses = (text: string): string => text.replaceAll(/\(?\bhttps?:\/\/[^\s)]*\)?:?/g, '').replaceAll(/ {2,}/g, ' ');

/**
 * What the engine failed with, as an error with a code of Node's or undici's. A certificate is its own case: Node's
 * NODE_EXTRA_CA_CERTS means nothing to the engine.
 */
export function engineFailure(error: unknown, host: string): Error {
  const text = withoutAddresses(error instanceof Error ? error.message : String(error));
  if (/CERTIFICATE_VERIFY_FAILED|certificate verify failed/i.test(text)) {
    return new ProviderError(`cannot reach ${host}: its certificate is not trusted; if it is your own, name its authority in SSL_CERT_FILE`, {
      code: 'upstream',
      cause: new Error(text),
    });
  }
  const code = codes.find(([words]) => words.test(text))?.[1];
  return code === undefined ? new Error(text) : Object.assign(new Error(text), { code });
}
