import { codeForStatus, errorCodes, isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import { isNoProvider } from '@g4f/registry';
import type { GatewayAnswer } from './exchange.ts';
import { GatewayError } from './gateway-error.ts';

/** What a client is told of a failure. */
export interface Failure {
  readonly status: number;
  /** With nothing in it that a client may not see. */
  readonly error: ProviderError;
  readonly headers: { readonly [name: string]: string };
}

/** What went wrong in a call, with what a client is told of who was asked. */
export class FailedCall extends Error {
  override readonly name = 'FailedCall';
  readonly headers: { readonly [name: string]: string };

  constructor(cause: unknown, headers: { readonly [name: string]: string }) {
    super('the call failed', { cause });
    this.headers = headers;
  }
}

function codeOf(status: number): ErrorCode {
  const code = codeForStatus(status);
  return code === 'upstream' && status < 500 ? 'invalid-request' : code;
}

/** Seconds, as HTTP has it; and milliseconds, which OpenAI's clients prefer. */
const waits = (retryAfter: number | undefined): Failure['headers'] =>
  retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter / 1_000)), 'retry-after-ms': String(Math.ceil(retryAfter)) };

/** Nobody has the model at all: another name is the cure, not another hour. */
const isUnknownModel = (error: ProviderError): boolean =>
  isNoProvider(error) && error.explanations.length > 0 && error.explanations.every(({ reasons }) => reasons.some(({ code }) => code === 'model' || code === 'provider'));

/** Makes of whatever was thrown what a client is told. Of what is nobody's failure but ours, only that there was one. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailedCall) {
    const failure = failureOf(error.cause);
    return { ...failure, headers: { ...error.headers, ...failure.headers } };
  }
  if (error instanceof GatewayError) {
    const { message, status, retryAfter, headers } = error;
    return { status, error: new ProviderError(message, { code: codeOf(status), retryAfter }), headers: { ...waits(retryAfter), ...headers } };
  }
  if (isProviderError(error)) {
    if (isUnknownModel(error)) return { status: 404, error: new ProviderError(error.message, { code: 'not-found' }), headers: {} };
    return { status: errorCodes[error.code].status, error, headers: waits(error.retryAfter) };
  }
  return { status: 500, error: new ProviderError('the gateway failed; its log says how', { code: 'upstream' }), headers: {} };
}

/** Whether a failure is ours, and worth a look: nothing that a client or a provider did. */
export const isOurs = (error: unknown): boolean => (error instanceof FailedCall ? isOurs(error.cause) : !(error instanceof GatewayError) && !isProviderError(error));

/** Writes a failure as an answer, in the shape of a wire. */
export function failureAnswer({ status, error, headers }: Failure, errorBody: (error: ProviderError, status: number) => string): GatewayAnswer {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: errorBody(error, status) };
}
