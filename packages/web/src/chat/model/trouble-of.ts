import { ApiError } from '../../api/api-error.ts';
import type { Trouble } from './message.ts';

/** What is kept of a failure. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
  const { kind, message, code, retryAfter } = error;
  return { kind, message, code, retryAfter };
}
