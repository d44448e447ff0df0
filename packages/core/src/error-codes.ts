/**
 * The table of failures: its one home. For each code: when it is used, whether the same provider may be asked again (`retry`),
 * whether another one may be (`fallBack`, before the first content only), and what a gateway answers (`status`, HTTP).
 */
export const errorCodes = {
  'invalid-request': { when: "the caller's mistake, whoever is asked", retry: false, fallBack: false, status: 400 },
  unsupported: { when: 'this provider cannot carry it (an image, a tool), or withheld the answer', retry: false, fallBack: true, status: 422 },
  'too-large': { when: 'over a limit on context or body', retry: false, fallBack: true, status: 413 },
  'not-found': { when: 'unknown model or route', retry: false, fallBack: true, status: 404 },
  unauthorized: { when: 'missing or refused key, password or signature', retry: false, fallBack: true, status: 502 },
  'payment-required': { when: 'quota or balance used up', retry: false, fallBack: true, status: 502 },
  blocked: { when: 'a challenge page in place of an answer', retry: false, fallBack: true, status: 502 },
  'rate-limited': { when: 'too many requests', retry: true, fallBack: true, status: 429 },
  upstream: { when: 'any other refusal, or no connection', retry: true, fallBack: true, status: 502 },
  empty: { when: 'ended without content', retry: true, fallBack: true, status: 502 },
  interrupted: { when: 'cut, or an error in the stream, after content', retry: false, fallBack: false, status: 502 },
  timeout: { when: 'a deadline passed; the message names it', retry: true, fallBack: true, status: 504 },
  'no-provider': { when: 'nobody matches', retry: false, fallBack: false, status: 503 },
  'missing-dependency': { when: 'an optional engine is not installed', retry: false, fallBack: true, status: 500 },
} as const satisfies {
  readonly [code: string]: { readonly when: string; readonly retry: boolean; readonly fallBack: boolean; readonly status: number };
};

/** One of the codes of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

const byStatus: { readonly [status: number]: ErrorCode } = {
  400: 'invalid-request',
  401: 'unauthorized',
  402: 'payment-required',
  403: 'unauthorized',
  404: 'not-found',
  413: 'too-large',
  422: 'invalid-request',
  429: 'rate-limited',
};

/**
 * The code for an upstream's HTTP status, 400 and up; whatever the table does not name is `upstream`.
 *
 * @example
 * codeForStatus(429); // 'rate-limited'
 */
export function codeForStatus(status: number): ErrorCode {
  return byStatus[status] ?? 'upstream';
}
