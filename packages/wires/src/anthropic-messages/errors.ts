import { codeForStatus, ProviderError, type ErrorCode } from '@g4f/core';
import { recordOf, textOf } from './record.ts';

/**
 * The statuses that the wire's errors come with, so that one in a stream, whose status is 200, has the same code.
 *
 * @see https://platform.claude.com/docs/en/api/errors
 */
const statuses: { readonly [type: string]: number } = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

const types: { readonly [C in ErrorCode]: string } = {
  'invalid-request': 'invalid_request_error',
  unsupported: 'invalid_request_error',
  'too-large': 'request_too_large',
  'not-found': 'not_found_error',
  unauthorized: 'authentication_error',
  'payment-required': 'billing_error',
  'rate-limited': 'rate_limit_error',
  timeout: 'timeout_error',
  blocked: 'api_error',
  upstream: 'api_error',
  empty: 'api_error',
  interrupted: 'api_error',
  'no-provider': 'api_error',
  'missing-dependency': 'api_error',
};

/** What else a plain `invalid_request_error` can be: told by its words, for nothing else tells it apart. */
const refusals: readonly (readonly [RegExp, ErrorCode])[] = [
  [/prompt is too long|exceeds? (?:the )?(?:available )?context/i, 'too-large'],
  [/credit balance is too low/i, 'payment-required'],
];

/**
 * Reads the service's own words about a refusal: a prompt that is too long and a balance that is used up have the same status as a
 * malformed body.
 *
 * @see https://platform.claude.com/docs/en/api/errors
 * @example
 * anthropicRefusal('prompt is too long: 210000 tokens > 200000 maximum', 400); // 'too-large'
 */
export function anthropicRefusal(words: string, status: number): ErrorCode | undefined {
  return status === 400 ? refusals.find(([pattern]) => pattern.test(words))?.[1] : undefined;
}

/** The failure that an error body or an `error` event stands for. */
export function readError(body: unknown): ProviderError {
  const error = recordOf(recordOf(body)['error']);
  const type = textOf(error['type']);
  const message = textOf(error['message']);
  const status = Object.hasOwn(statuses, type) ? (statuses[type] ?? 500) : 500;
  const words = [type, message].filter((word) => word !== '').join(': ');
  return new ProviderError(`the service answered with an error${words === '' ? '' : `: ${words}`}`, {
    code: anthropicRefusal(message, status) ?? codeForStatus(status),
  });
}

/** The wire's error body, and the data of its `error` event. */
export function encodeError({ code, status, message }: ProviderError) {
  const type = status === 529 ? 'overloaded_error' : types[code];
  return { type: 'error', error: { type, message }, request_id: null };
}
