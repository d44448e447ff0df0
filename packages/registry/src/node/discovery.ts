import type { AsyncGeneratorProvider } from '@g4f/core';

/** A provider, and the package that it came from. */
export interface FoundProvider {
  readonly provider: AsyncGeneratorProvider;
  readonly packageName: string;
  readonly version: string;
}

/** What could not be had, and why. */
export interface FailedPlugin {
  /** `undefined` where it is not a package's fault: a pinned id that nobody provides, or an app's `package.json` that cannot be read. */
  readonly packageName: string | undefined;
  /** Holds no value of the environment. */
  readonly reason: string;
}

/** What was found. */
export interface Discovery {
  /** In order of preference, ready for `createRegistry`. */
  readonly providers: readonly AsyncGeneratorProvider[];
  /** The same, with where each came from. */
  readonly found: readonly FoundProvider[];
  readonly failed: readonly FailedPlugin[];
}
