import { codeForStatus, errorCodes, isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import { isNoProvider, type NoProviderError } from '@g4f/registry';
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

/**
 * What it means for a client that nobody was found: nobody has the model, whoever has it cannot carry what the request holds, or has no
 * room for it. What remains is the operator's matter, and stays `no-provider`.
 */
function codeOfNobody({ explanations }: NoProviderError): ErrorCode {
  const codes = explanations.map(({ reasons }) => reasons.map(({ code }) => code));
  const having = codes.filter((each) => !each.includes('model') && !each.includes('provider'));
  if (having.length === 0) return codes.length === 0 ? 'no-provider' : 'not-found';
  const lacking = having.filter((each) => !each.includes('working'));
  if (lacking.some((each) => each.every((code) => code === 'context'))) return 'too-large';
  return lacking.length > 0 ? 'unsupported' : 'no-provider';
}

/** The same in a client's words: it knows no registry. */
function nobodyError(error: NoProviderError): ProviderError {
  const code = codeOfNobody(error);
  const words = error.message.replace(/^registry: /, '');
  return new ProviderError(code === 'not-found' ? `${words}\nGET /v1/models lists what may be asked for` : words, { code });
}

/** Tells the clients that know it (OpenAI's, Anthropic's) that the same will fail again: for a 5xx they would try it. */
const hopeless: Failure['headers'] = { 'x-should-retry': 'false' };

/** An answer that broke off before its client saw any of it may well come the next time. */
const isHopeless = ({ code, retryAfter }: ProviderError): boolean => code !== 'interrupted' && errorCodes[code].status >= 500 && !errorCodes[code].retry && retryAfter === undefined;

/** Makes of whatever was thrown what a client is told. Of what is nobody's failure but ours, only that there was one. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailedCall) {
    const failure = failureOf(error.cause);
    return { ...failure, headers: { ...error.headers, ...failure.headers } };
  }
  if (error instanceof GatewayError) {
    const { message, status, retryAfter, headers } = error;
    return { status, error: new ProviderError(message, { code: codeOf(status), retryAfter }), headers: { ...(status === 501 ? hopeless : waits(retryAfter)), ...headers } };
  }
  if (isProviderError(error)) {
    const told = isNoProvider(error) ? nobodyError(error) : error;
    return { status: errorCodes[told.code].status, error: told, headers: isHopeless(told) ? hopeless : waits(told.retryAfter) };
  }
  return { status: 500, error: new ProviderError('the gateway failed; its log says how', { code: 'upstream' }), headers: {} };
}

/** Whether a failure is ours, and worth a look: nothing that a client or a provider did. */
export const isOurs = (error: unknown): boolean => (error instanceof FailedCall ? isOurs(error.cause) : !(error instanceof GatewayError) && !isProviderError(error));

/** Writes a failure as an answer, in the shape of a wire. */
export function failureAnswer({ status, error, headers }: Failure, errorBody: (error: ProviderError, status: number) => string): GatewayAnswer {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: errorBody(error, status) };
}
