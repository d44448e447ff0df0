import type { Part, RunInit } from '@g4f/core';
import type { Candidate } from '../chat/candidates.ts';
import type { RelayAsk } from './relay-ask.ts';

/** Relays if it can. */
export function startRelay(_ask: RelayAsk, _candidate: Candidate, _init: RunInit | undefined): AsyncGenerator<Part, void, undefined> | undefined {
  return undefined;
}
