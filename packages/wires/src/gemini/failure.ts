import { codeForStatus, errorCodes, ProviderError, type ErrorCode } from '@g4f/core';
import { countOf, isObject, listOf, textOf, type JsonObject } from '../values/json.ts';

/** Characters of the service's own words that an error keeps. */
const mostWords = 300;

/** What the names of Google's errors mean, where their number is missing. https://google.aip.dev/193 and google/rpc/code.proto */
const statuses: { readonly [name: string]: number } = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** Refusals that have status 400 as the caller's mistakes do, and are none: told by their words, for nothing else tells them apart. */
const refusals: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/\bapi[ _]key\b.*\b(?:not valid|invalid|expired|not found|leaked)\b/i, 'unauthorized', ': set a valid key'],
  [/token count.*exceeds|exceeds the maximum number of tokens/i, 'too-large', ''],
  [/free tier is not available|enable billing/i, 'payment-required', ''],
  [/location is not supported/i, 'unsupported', ''],
];

/** What the service's own words say about a failure, beyond its status. */
export interface GeminiRefusal {
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly cure: string;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;
}

/**
 * Reads the service's own words about a failure: a refused key and a prompt that is too long have the same status as a malformed body,
 * and how long to wait stands in the sentence only.
 *
 * @example
 * geminiRefusal('API key not valid. Please pass a valid API key.', 400); // { code: 'unauthorized', … }
 */
export function geminiRefusal(words: string, status: number): GeminiRefusal | undefined {
  const seconds = /retry in (\d+(?:\.\d+)?)s/i.exec(words)?.[1];
  const retryAfter = seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1_000);
  const [, code, cure] = (status === 400 ? refusals.find(([pattern]) => pattern.test(words)) : undefined) ?? [];
  if (code !== undefined) return { code, cure: cure ?? '', retryAfter };
  return retryAfter === undefined ? undefined : { code: codeForStatus(status), cure: '', retryAfter };
}

/** The failure that an `error` object of the wire stands for. */
export function readFailure(error: JsonObject): ProviderError {
  const name = textOf(error['status']) ?? '';
  const status = countOf(error['code']) ?? (Object.hasOwn(statuses, name) ? statuses[name] : undefined) ?? 500;
  const words = textOf(error['message']) ?? name;
  const refusal = geminiRefusal(words, status);
  const delay = listOf(error['details']).map((detail) => (isObject(detail) ? /^(\d+(?:\.\d+)?)s$/.exec(String(detail['retryDelay']))?.[1] : undefined));
  const seconds = delay.find((each) => each !== undefined);
  return new ProviderError(`the service said${words === '' ? ' that it failed' : `: ${words.slice(0, mostWords)}`}${refusal?.cure ?? ''}`, {
    code: refusal?.code ?? codeForStatus(status),
    status,
    retryAfter: seconds === undefined ? refusal?.retryAfter : Math.ceil(Number(seconds) * 1_000),
  });
}

const names: { readonly [status: number]: string } = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  422: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  504: 'DEADLINE_EXCEEDED',
};

/** Writes a failure as the wire's own error body. */
export function encodeGeminiError({ code, message, retryAfter }: ProviderError): object {
  const { status } = errorCodes[code];
  const details = retryAfter === undefined ? undefined : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter / 1_000}s` }];
  return { error: { code: status, message, status: names[status] ?? 'UNAVAILABLE', ...(details !== undefined && { details }) } };
}
