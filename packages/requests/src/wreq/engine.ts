import type * as wreqModule from 'wreq-js';

/** The module. */
export type Engine = typeof wreqModule;

let engine: Promise<Engine | { readonly reason: unknown }> | undefined;

/** The engine, loaded at the first request that wants it; where it is not installed, or not for this platform, why. */
export function loadEngine(): Promise<Engine | { readonly reason: unknown }> {
  return (engine ??= import('wreq-js').catch((reason: unknown) => ({ reason })));
}
