import { codeForStatus, isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import { looksLikeHtml } from '@g4f/wires';
import { isLoose, type Loose } from './loose.ts';
import { retryAfter } from './retry-after.ts';

/**
 * The SDK's errors by the marks that they carry, which hold across copies and versions.
 *
 * @see https://ai-sdk.dev/docs/reference/ai-sdk-errors
 */
const codesByMark: { readonly [mark: string]: ErrorCode } = {
  AI_LoadAPIKeyError: 'unauthorized',
  AI_LoadSettingError: 'unauthorized',
  AI_NoSuchModelError: 'not-found',
  AI_UnsupportedFunctionalityError: 'unsupported',
  AI_NoSuchProviderReferenceError: 'unsupported',
  AI_InvalidPromptError: 'invalid-request',
  AI_InvalidArgumentError: 'invalid-request',
  AI_EmptyResponseBodyError: 'empty',
  AI_NoContentGeneratedError: 'empty',
};

/** What services call their refusals, in an error body or within a stream: OpenAI's codes, Anthropic's types, Google's statuses. */
const codesByWord: { readonly [word: string]: ErrorCode } = {
  authentication_error: 'unauthorized',
  permission_error: 'unauthorized',
  invalid_api_key: 'unauthorized',
  UNAUTHENTICATED: 'unauthorized',
  PERMISSION_DENIED: 'unauthorized',
  billing_error: 'payment-required',
  insufficient_quota: 'payment-required',
  context_length_exceeded: 'too-large',
  request_too_large: 'too-large',
  not_found_error: 'not-found',
  model_not_found: 'not-found',
  NOT_FOUND: 'not-found',
  rate_limit_error: 'rate-limited',
  rate_limit_exceeded: 'rate-limited',
  RESOURCE_EXHAUSTED: 'rate-limited',
  invalid_request_error: 'invalid-request',
  INVALID_ARGUMENT: 'invalid-request',
};

const isMarked = (error: object, mark: string): boolean => Reflect.get(error, Symbol.for(`vercel.ai.error.${mark}`)) === true;

const isRefusal = (status: unknown): status is number => typeof status === 'number' && status >= 400 && status <= 599;

/** The code that the words of an error object stand for. */
function codeByWords({ code, type, status }: Loose): ErrorCode | undefined {
  for (const word of [code, type, status]) {
    const known = typeof word === 'string' && Object.hasOwn(codesByWord, word) ? codesByWord[word] : undefined;
    if (known !== undefined) return known;
  }
  return undefined;
}

/** The error object in a body: `{ error: { … } }`, or the body itself. */
function bodyOf({ data }: Loose): Loose {
  if (!isLoose(data)) return {};
  return isLoose(data['error']) ? data['error'] : data;
}

function isChallenge({ statusCode, responseBody }: Loose): boolean {
  const isAnswer = typeof statusCode === 'number' && ((statusCode >= 200 && statusCode < 300) || statusCode === 403 || statusCode === 503);
  return isAnswer && typeof responseBody === 'string' && looksLikeHtml(responseBody) === true;
}

function wordsOf(error: unknown): string {
  if (!isLoose(error)) return String(error);
  const { message, error: inner } = error;
  if (typeof message === 'string' && message !== '') return message;
  return inner === undefined ? 'the AI SDK gave an error without words' : wordsOf(inner);
}

/** Tells whether an API error is among the causes: it would show what {@link fromApiError} leaves out. */
function holdsApiError(error: Loose): boolean {
  return isMarked(error, 'AI_APICallError') || (isLoose(error['cause']) && holdsApiError(error['cause']));
}

/** An API error holds the request, the answer's headers and its cookies: of it nothing goes on but its words and its cause. */
function fromApiError(error: Loose): ProviderError {
  const { statusCode, responseHeaders, cause } = error;
  const init = {
    ...(isRefusal(statusCode) ? { status: statusCode } : {}),
    ...(cause === undefined ? {} : { cause }),
    retryAfter: isLoose(responseHeaders) ? retryAfter(responseHeaders, Date.now()) : undefined,
  };
  if (isChallenge(error)) return new ProviderError('a challenge page came in place of an answer; the service wants a browser, or another network', { ...init, code: 'blocked' });
  const code = isRefusal(statusCode) ? codeForStatus(statusCode) : 'upstream';
  // A word says more than the status, but only of the same kind: a server's own failure stays one.
  return new ProviderError(wordsOf(error), { ...init, code: code === 'upstream' ? code : (moreExact(code, codeByWords(bodyOf(error))) ?? code) });
}

/** What a word may add to a status. */
function moreExact(code: ErrorCode, word: ErrorCode | undefined): ErrorCode | undefined {
  return (code === 'rate-limited' && word === 'payment-required') || (code === 'invalid-request' && word === 'too-large') ? word : undefined;
}

/** Makes a `ProviderError` of what the SDK threw, or gave as an `error` part. Core settles what it means for an answer under way. */
export function toFailure(error: unknown): ProviderError {
  if (isProviderError(error)) return error;
  if (!isLoose(error)) return new ProviderError(wordsOf(error), { code: 'upstream' });
  // A registry of our own may stand behind the SDK's model.
  if (isProviderError(error['cause'])) return error['cause'];
  if (isMarked(error, 'AI_APICallError')) return fromApiError(error);
  const mark = Object.keys(codesByMark).find((name) => isMarked(error, name));
  const { statusCode, code: number } = error;
  const status = [statusCode, number].find(isRefusal);
  const code = (mark === undefined ? undefined : codesByMark[mark]) ?? codeByWords(error) ?? codeByWords(bodyOf({ data: error })) ?? (status === undefined ? 'upstream' : codeForStatus(status));
  return new ProviderError(wordsOf(error), { code, status, ...(error instanceof Error && !holdsApiError(error) ? { cause: error } : {}) });
}
