import { isProviderError } from '@g4f/core';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** What is said of an error. The stack is shown where `G4F_DEBUG` is set, and only there. */
export function messageOf(error: unknown, env: { readonly [name: string]: string | undefined }): string {
  if (!(error instanceof Error)) return String(error);
  return (env['G4F_DEBUG'] ?? '') === '' ? error.message : (error.stack ?? error.message);
}

/** The exit code that stands for an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  return isProviderError(error) && error.code === 'no-provider' ? exitCodes.noProvider : exitCodes.upstream;
}
