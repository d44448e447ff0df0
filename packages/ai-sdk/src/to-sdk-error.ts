import { APICallError } from '@ai-sdk/provider';
import { errorCodes, isProviderError } from '@g4f/core';

/**
 * Makes the SDK's error of ours, so that it asks again where our table says that it may, and no earlier than upstream wants. `data` has
 * the code, and `cause` the error itself. Anything else, the caller's own abort above all, is given back as it is.
 */
export function toSdkError(error: unknown, url = ''): unknown {
  if (!isProviderError(error)) return error;
  const { message, code, status, retryAfter, retryable } = error;
  return new APICallError({
    message,
    url,
    requestBodyValues: {},
    statusCode: status ?? errorCodes[code].status,
    ...(retryAfter === undefined ? {} : { responseHeaders: { 'retry-after-ms': String(retryAfter), 'retry-after': String(Math.ceil(retryAfter / 1_000)) } }),
    isRetryable: retryable,
    cause: error,
    data: error.toJSON(),
  });
}
