import { codeForStatus, errorCodes, ProviderError, type ErrorCode } from '@g4f/core';
import { isObject, textOf } from '../values/json.ts';

/** What the types and codes of errors mean, by how they begin. The first that fits holds. */
const words: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(insufficient_(quota|balance|credits?|funds)|billing|payment|credit|quota_exceeded|exceeded_current_quota)/, 'payment-required'],
  [/^(context_(length|window)|string_above_max|request_too_large|too_large|max_(context|prompt|input)|prompt_too_long|exceed_context)/, 'too-large'],
  [/^(rate_?limit|too_?many_?requests|resource_?exhausted|tokens|requests)/, 'rate-limited'],
  [/^(invalid_api_key|incorrect_api_key|wrong_api_key|authentication|authorization|unauthori[sz]ed|unauthenticated|permission|forbidden)/, 'unauthorized'],
  [/^(model_not_|not_?found|unknown_model|no_such_model)/, 'not-found'],
  [/^(server_error|internal|overloaded|service_unavailable|unavailable|api_error|engine_|upstream)/, 'upstream'],
  [/^(invalid|bad_?request|badrequest|content_(filter|policy)|unprocessable|validation)/, 'invalid-request'],
];

const contextWords = /context (length|window|size)|maximum (context|prompt|input)|prompt is too long|too many (input )?tokens|reduce the length/i;
/** Said with a status of their own by each server that has no eyes: 500, 404, 400. */
const blindWords = /image input (?:is )?not supported|does(?: not|n't) support image|no endpoints found that support image input/i;
const quotaWords = /exceeded your (current )?quota|insufficient (balance|credits?|funds|quota)|requires more credits|credit balance/i;

function codeForWord(word: string): ErrorCode | undefined {
  if (Object.hasOwn(errorCodes, word)) return word as ErrorCode;
  if (/^[45]\d\d$/.test(word)) return codeForStatus(Number(word));
  return words.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
}

/**
 * What a service means by its message, where a bare status says less: a prompt that is too long is often a 400, and a used-up quota a 429.
 *
 * @example
 * codeForMessage("This model's maximum context length is 8192 tokens."); // 'too-large'
 */
export function codeForMessage(message: string): ErrorCode | undefined {
  if (contextWords.test(message)) return 'too-large';
  if (blindWords.test(message)) return 'unsupported';
  return quotaWords.test(message) ? 'payment-required' : undefined;
}

/** Upstream's own words: OpenRouter keeps those of the service behind it in `metadata.raw`. */
function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!isObject(error)) return '';
  const metadata = isObject(error['metadata']) ? textOf(error['metadata']['raw']) : undefined;
  return [textOf(error['message']) ?? textOf(error['detail']) ?? textOf(error['error']), metadata].filter((text) => text !== undefined).join(': ');
}

/**
 * Makes an error of what stands in an answer in place of it. A code of the wire's own, a status as a number or as text, the type, and
 * the message are asked in turn for what it means. The words are kept whole: whoever shows them strikes out what is private, and cuts.
 */
export function readError(error: unknown): ProviderError {
  const message = messageOf(error).replace(/\s+/g, ' ').trim();
  const { code, type, status } = isObject(error) ? error : {};
  const tried = [code, type, status].filter((word) => typeof word === 'string' || typeof word === 'number').map((word) => codeForWord(String(word)));
  const found = tried.find((each) => each !== undefined && each !== 'invalid-request') ?? codeForMessage(message) ?? tried.find((each) => each !== undefined);
  return new ProviderError(`the service failed in its answer${message === '' ? ', without a word' : `: ${message}`}`, { code: found ?? 'upstream' });
}
