import { ProviderError } from '@g4f/core';

/** Nothing computes: the engine is not installed, cannot be had, or has no binary for this machine. */
export function missingEngine(reason: string, packages: readonly string[], cause: unknown): ProviderError {
  return new ProviderError(`the engine node-llama-cpp is not installed for this machine: ${reason}; run: npm install ${packages.join(' ')}`, {
    code: 'missing-dependency',
    provider: 'llama',
    cause,
  });
}
