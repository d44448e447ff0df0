import { isProviderError, ProviderError, type FinishPart, type Part, type UsagePart } from '@g4f/core';
import type { Attempt, AttemptError, AttemptOutcome } from '../ledger/attempt.ts';
import { costOf } from '../ledger/cost-of.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';

/** Characters of somebody else's words that a record keeps. */
const mostCharacters = 300;

/** What a record starts with. */
export type RecordHead = Pick<Attempt, 'path' | 'call' | 'attempt' | 'provider' | 'isRoute' | 'model' | 'startedAt'>;

/** Gathers what the ledger says of one attempt. */
export interface Recorder {
  /** Notes what a part says of usage and of the end. */
  readonly note: (part: Part) => void;
  readonly end: (end: { readonly outcome: AttemptOutcome; readonly reason: string; readonly error?: AttemptError | undefined; readonly firstContentMs?: number | undefined; readonly totalMs: number }) => Attempt;
}

/** Starts the record of an attempt. */
export function createRecorder(head: RecordHead, catalogue: ModelCatalogue | undefined): Recorder {
  let counted: UsagePart | undefined;
  let finish: FinishPart | undefined;
  const cost = (): number | undefined => {
    const price = counted && catalogue?.lookup(head.provider, head.model)?.price;
    return counted && price && costOf(counted.usage, price);
  };
  return {
    note(part) {
      if (part.type === 'usage') counted = part;
      else if (part.type === 'finish') finish = part;
    },
    end: ({ outcome, reason, error, firstContentMs, totalMs }) =>
      Object.freeze({
        ...head,
        responseModel: finish?.model,
        outcome,
        reason,
        error,
        finishReason: finish?.reason,
        firstContentMs,
        totalMs,
        usage: counted?.usage,
        provenance: counted?.provenance ?? 'absent',
        cost: cost(),
      }),
  };
}

/** What a failure may say in a ledger. After content everything but a deadline is an interruption, whatever a member calls it. */
export function attemptError(error: unknown, hasContent: boolean, redact: (text: string) => string): AttemptError {
  const { code, message, status, retryAfter } = isProviderError(error)
    ? error
    : new ProviderError(error instanceof Error ? error.message : String(error), { code: 'upstream' });
  return { code: hasContent && code !== 'timeout' ? 'interrupted' : code, message: redact(message).slice(0, mostCharacters), status, retryAfter };
}
