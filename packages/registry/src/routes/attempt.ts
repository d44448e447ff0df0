import { isContent, isProviderError, partBatches, ProviderError, type AsyncGeneratorProvider, type ChatRequest, type Part, type PartBatches, type RunInit } from '@g4f/core';
import type { HealthEvent } from '../health/health.ts';
import type { Attempt, AttemptError, AttemptOutcome } from '../ledger/attempt.ts';
import type { Answer, Leaving, Opened } from './answer.ts';
import { attemptError, createRecorder, type RecordHead } from './recorder.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';

/** What it takes to ask a member. */
export interface AttemptInit {
  readonly member: AsyncGeneratorProvider;
  readonly request: ChatRequest;
  /** But for the signal: an attempt has its own. */
  readonly init: RunInit;
  readonly head: RecordHead;
  readonly isProbe: boolean;
  readonly catalogue: ModelCatalogue | undefined;
  readonly now: () => number;
  readonly redact: (text: string) => string;
  readonly report: (event: HealthEvent) => void;
  /** Called once, when it is over. */
  readonly onEnd: (attempt: Attempt) => void;
}

/** A member on its way. */
export interface RunningAttempt {
  /** Sends the request, once. Rejects with the reason of its signal where it was left. */
  readonly open: () => Promise<Opened>;
  /** Ends it if it has not ended: its record is written, then its signal aborted and its stream closed. */
  readonly leave: (leaving: Leaving, signalReason: unknown) => Promise<void>;
}

/** Makes an attempt: until its first content it goes by itself, from there on as far as the answer is read. Its record is written once, however it ends. */
export function createAttempt({ member, request, init, head, isProbe, catalogue, now, redact, report, onEnd }: AttemptInit): RunningAttempt {
  const controller = new AbortController();
  const recorder = createRecorder(head, catalogue);
  const sinceStart = (): number => Math.max(0, now() - head.startedAt);
  let stream: PartBatches | undefined;
  let firstContentMs: number | undefined;
  let isOver = false;

  function settle(outcome: AttemptOutcome, reason: string, error?: AttemptError): boolean {
    if (isOver) return false;
    isOver = true;
    onEnd(recorder.end({ outcome, reason, error, firstContentMs, totalMs: sinceStart() }));
    return true;
  }

  function fail(error: unknown): void {
    const told = attemptError(error, firstContentMs !== undefined, redact);
    if (settle('failed', told.message, told)) report({ ...told, type: 'failure', isProbe });
  }

  function succeed(): void {
    if (settle('won', 'it came to its end')) report({ type: 'success' });
  }

  const next: Answer['next'] = () => {
    if (stream === undefined || isOver) return Promise.resolve({ done: true, value: undefined });
    return stream.next().then(
      (result) => {
        if (result.done === true) succeed();
        else result.value.forEach(recorder.note);
        return result;
      },
      (error: unknown) => {
        fail(error);
        throw error;
      },
    );
  };

  async function open(): Promise<Opened> {
    let first: readonly Part[] = [];
    try {
      stream = partBatches(member.createPartGenerator(request, { ...init, signal: controller.signal }));
      for (;;) {
        const result = await stream.next();
        if (isOver) break;
        if (result.done === true) throw new ProviderError('the answer ended without content', { code: 'empty', provider: member.id });
        result.value.forEach(recorder.note);
        first = first.length === 0 ? result.value : [...first, ...result.value];
        if (!result.value.some(isContent)) continue;
        firstContentMs = sinceStart();
        report({ type: 'content', ms: firstContentMs });
        return { isOpen: true, answer: { first, next } };
      }
    } catch (error) {
      fail(error);
      if (!controller.signal.aborted) return { isOpen: false, error };
    }
    throw controller.signal.reason;
  }

  async function leave({ outcome, reason, error }: Leaving, signalReason: unknown): Promise<void> {
    const isSlow = outcome === 'lost' && firstContentMs === undefined;
    const told = error && attemptError(error, firstContentMs !== undefined, redact);
    if (!settle(outcome, reason, told)) return;
    if (told !== undefined && firstContentMs === undefined) report({ ...told, type: 'failure', isProbe });
    else report(isSlow ? { type: 'slow', ms: sinceStart(), isProbe } : { type: 'left', isProbe });
    controller.abort(signalReason);
    try {
      await stream?.return();
    } catch {
      // It is over: how its cleanup went changes nothing.
    }
  }

  return { open, leave };
}

/** Whether another member may be asked after this. A route inside a route that found nobody is passed over like any other. */
export function mayGoOn(error: unknown): error is ProviderError {
  return isProviderError(error) && (error.fallBack || error.code === 'no-provider');
}
