import type { ErrorCode } from './error-codes.ts';
import { isProviderError, ProviderError } from './provider-error.ts';
import { safeCause } from './safe-cause.ts';

/** Characters of somebody else's words that an error keeps. */
const mostCharacters = 300;

/** What is known when a call fails. */
export interface FailureContext {
  readonly provider: string;
  /** Something of the answer was yielded: there is no way back. */
  readonly hasContent: boolean;
  readonly redact: (text: string) => string;
}

/** The code that holds, given what was already yielded. */
function settleCode(code: ErrorCode, hasContent: boolean): ErrorCode {
  if (hasContent) return code === 'timeout' ? code : 'interrupted';
  return code === 'interrupted' ? 'upstream' : code;
}

/**
 * Turns whatever an author threw into the `ProviderError` that the consumer gets: the right code for where the answer stood, the
 * provider's id, and nothing private in message or cause. An error that is right already is given back as it is.
 */
export function toProviderError(error: unknown, { provider, hasContent, redact }: FailureContext): ProviderError {
  if (!isProviderError(error)) {
    const words = error instanceof Error ? error.message : String(error);
    const code = hasContent ? 'interrupted' : 'upstream';
    return new ProviderError(redact(words).slice(0, mostCharacters), { code, provider, cause: safeCause(error, redact) });
  }
  const code = settleCode(error.code, hasContent);
  const message = redact(error.message);
  const cause = safeCause(error.cause, redact);
  if (code === error.code && error.provider !== undefined && message === error.message && cause === error.cause) return error;
  const prefix = `${error.provider ?? ''}: `;
  return new ProviderError(error.provider !== undefined && message.startsWith(prefix) ? message.slice(prefix.length) : message, {
    code,
    provider: error.provider ?? provider,
    status: error.status,
    retryAfter: error.retryAfter,
    ...(cause === undefined ? {} : { cause }),
  });
}
