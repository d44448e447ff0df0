import type { ErrorCode, ProviderError } from '@g4f/core';

/** The type and the code of each failure, in OpenAI's own words where it has some. */
const words: { readonly [C in ErrorCode]: readonly [type: string, code: string] } = {
  'invalid-request': ['invalid_request_error', 'invalid_request'],
  unsupported: ['invalid_request_error', 'unsupported'],
  'too-large': ['invalid_request_error', 'context_length_exceeded'],
  'not-found': ['invalid_request_error', 'model_not_found'],
  unauthorized: ['authentication_error', 'unauthorized'],
  'payment-required': ['insufficient_quota', 'insufficient_quota'],
  blocked: ['server_error', 'blocked'],
  'rate-limited': ['rate_limit_error', 'rate_limit_exceeded'],
  upstream: ['server_error', 'upstream'],
  empty: ['server_error', 'empty'],
  interrupted: ['server_error', 'interrupted'],
  timeout: ['server_error', 'timeout'],
  'no-provider': ['server_error', 'no-provider'],
  'missing-dependency': ['server_error', 'missing-dependency'],
};

/**
 * Writes a failure as clients of this wire read it.
 *
 * @see https://platform.openai.com/docs/guides/error-codes
 * @example
 * encodeOpenaiChatError(new ProviderError('slow down', { code: 'rate-limited' }));
 * // { error: { message: 'slow down', type: 'rate_limit_error', param: null, code: 'rate_limit_exceeded' } }
 */
export function encodeOpenaiChatError({ message, code: ours }: ProviderError): { readonly error: { readonly message: string; readonly type: string; readonly param: null; readonly code: string } } {
  const [type, code] = words[ours];
  return { error: { message, type, param: null, code } };
}
