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

/** The service says this of a prompt over the context window, as a plain `invalid_request_error`. */
const tooLong = /prompt is too long|exceeds? (?:the )?context/i;

/** The failure that an error body or an `error` event stands for. */
export function readError(body: unknown): ProviderError {
  const error = recordOf(recordOf(body)['error']);
  const type = textOf(error['type']);
  const message = textOf(error['message']);
  const code = codeForStatus(Object.hasOwn(statuses, type) ? (statuses[type] ?? 500) : 500);
  const words = [type, message].filter((word) => word !== '').join(': ');
  return new ProviderError(`the service answered with an error${words === '' ? '' : `: ${words}`}`, {
    code: code === 'invalid-request' && tooLong.test(message) ? 'too-large' : code,
  });
}

/** The wire's error body, and the data of its `error` event. */
export function encodeError({ code, status, message }: ProviderError) {
  const type = status === 529 ? 'overloaded_error' : types[code];
  return { type: 'error', error: { type, message }, request_id: null };
}
