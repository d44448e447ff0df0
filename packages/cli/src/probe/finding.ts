import type { ErrorCode, Flag, Usage } from '@g4f/core';

/** Why something did not come off, without the name of who was asked. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  /** What to do about it, where the message does not say. */
  readonly cure: string | undefined;
}

/**
 * What came of a claim: the answer shows it (`shown`), it was taken and the answer does not show it (`taken`), it was refused (`refused`),
 * or the answer did not come for some other reason (`unclear`).
 */
export type Verdict = 'shown' | 'taken' | 'refused' | 'unclear';

/** One flag that a provider claims, tried. */
export interface TriedFlag {
  readonly flag: Flag;
  /** The first model that has the flag. */
  readonly model: string;
  readonly observed: Verdict;
  readonly failure: Failure | undefined;
}

/** A provider that was asked. Times are milliseconds. */
export interface Finding {
  readonly provider: string;
  readonly model: string;
  /** The model that answered, if upstream said which. */
  readonly responseModel: string | undefined;
  readonly firstContentMs: number | undefined;
  readonly totalMs: number;
  readonly usage: Usage | undefined;
  readonly provenance: 'reported' | 'estimated' | 'absent';
  /** `undefined`: it answered. */
  readonly failure: Failure | undefined;
  readonly flags: readonly TriedFlag[];
  readonly healthy: boolean | undefined;
}

/** A provider that was not asked, since it cannot answer before something is done. */
export interface NotAsked {
  readonly provider: string;
  /** Why, and the cure. */
  readonly reason: string;
}
