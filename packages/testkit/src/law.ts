import type { AsyncGeneratorProvider, Flag } from '@g4f/core';
import type { Scenario } from './scenario.ts';

/** What a provider under test is pointed at. */
export interface Target {
  /** The address of the loopback upstream. */
  readonly baseURL: string;
  /**
   * Made up for the test: give it to the provider as its key, its password or its secret. Empty, where a provider with `needsAuth` is to
   * be made without one.
   */
  readonly key: string;
}

/** Makes the provider under test. Called for each law, so that no law sees what another one left. */
export type Factory = (target: Target) => AsyncGeneratorProvider;

/** A provider under test, and the upstream that goes with it. */
export interface Subject {
  readonly factory: Factory;
  readonly scenario: Scenario;
}

/** One law: a sentence, and the check that throws where it is broken. */
export interface Law {
  readonly sentence: string;
  /** Skipped for a provider without an upstream; a flag: only where the provider declares it. @default false */
  readonly needsUpstream?: true | Flag;
  /** Skipped for a provider that has nothing of what the law is about. @default it concerns every provider */
  readonly concerns?: ((provider: AsyncGeneratorProvider) => boolean) | undefined;
  readonly check: (subject: Subject) => Promise<void>;
}
