import type { AsyncGeneratorProvider } from '@g4f/core';

/** A provider, and where it came from. */
export interface Discovered {
  readonly provider: AsyncGeneratorProvider;
  /** `package@version`. */
  readonly from: string;
}

/** What was found, in order of preference. */
export interface Discovery {
  readonly discovered: readonly Discovered[];
  /** What did not load, and why. */
  readonly failures: readonly { readonly from: string; readonly message: string }[];
}

/** Finds providers, and makes them from an environment. */
export type Discover = (options: {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
}) => Promise<Discovery>;
