import type { ErrorCode } from '@g4f/core';
import type { HealthView } from '../health-view.ts';
import type { CircuitState } from './circuit.ts';

/** What an attempt tells of a member. `isProbe`: it was the one call through a half-open circuit, whose place is free again. */
export type HealthEvent =
  /** Its first content came, after so many milliseconds. */
  | { readonly type: 'content'; readonly ms: number }
  /** Its answer came to its end. */
  | { readonly type: 'success' }
  | { readonly type: 'failure'; readonly code: ErrorCode; readonly message: string; readonly retryAfter: number | undefined; readonly isProbe: boolean }
  /** It was given up after so many milliseconds without content, as another was faster. */
  | { readonly type: 'slow'; readonly ms: number; readonly isProbe: boolean }
  /** It was left for a reason that is not its own. */
  | { readonly type: 'left'; readonly isProbe: boolean };

/** Whether a member may be asked now; if not, why, and in how many milliseconds it may be. */
export type Admission =
  | { readonly isAllowed: true; readonly isProbe: boolean }
  | { readonly isAllowed: false; readonly retryAfter: number; readonly code: ErrorCode; readonly message: string };

/** What has been observed of one model of one provider, for people and for routes. */
export interface HealthReport {
  readonly provider: string;
  readonly model: string;
  readonly circuit: CircuitState;
  /** When an open circuit lets somebody through again, milliseconds since 1970. */
  readonly openUntil: number | undefined;
  /** Calls that ended well, and that did not. */
  readonly successes: number;
  readonly failures: number;
  /** Time to first content, milliseconds, as a moving average that fades while nobody asks. */
  readonly latency: number | undefined;
  /** The same as percentiles of the last hundred, and how many those are. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly samples: number;
  /** Redacted; `at` is milliseconds since 1970. */
  readonly lastError: { readonly code: ErrorCode; readonly message: string; readonly at: number } | undefined;
  /** When something was last heard of it, milliseconds since 1970. */
  readonly checkedAt: number | undefined;
}

/** What is observed of those whom routes ask: routes tell it how each attempt went, and ask it before the next. None of it throws. */
export interface Health extends HealthView {
  /** May this one be asked? Takes the one place of a half-open circuit. Answers at once but for that. */
  readonly admit: (provider: string, model: string) => Admission | Promise<Admission>;
  readonly report: (provider: string, model: string, event: HealthEvent) => void;
  /** `undefined` where nothing was observed. */
  readonly inspect: (provider: string, model: string) => HealthReport | undefined;
  /** Everybody of whom something was observed, by name. */
  readonly list: () => readonly HealthReport[];
  /** Reads what others have put into a shared store. */
  readonly refresh: () => Promise<void>;
}
