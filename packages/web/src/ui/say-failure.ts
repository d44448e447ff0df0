import { ApiError } from '../api/api-error.ts';
import type { Strings } from '../strings/strings.ts';

/** Says in plain words why something failed. */
export function sayFailure(error: unknown, { failures }: Strings['shell']): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.kind === 'offline') return failures.offline;
  if (error.kind === 'unauthorized') return failures.unauthorized;
  if (error.kind === 'forbidden') return failures.forbidden(error.message);
  if (error.kind === 'rate-limited') return failures.rateLimited(error.retryAfter === undefined ? undefined : Math.ceil(error.retryAfter / 1_000));
  return failures.other(error.message);
}
