import { ProviderError, type AsyncGeneratorProvider } from '@g4f/core';

/** A member that failed, or that was not asked now. */
export interface FailedHop {
  readonly hop: AsyncGeneratorProvider;
  readonly error: ProviderError;
}

/** What became of one member in a call of a route: it failed, or could not be asked at all. */
export type Hop = FailedHop | { readonly hop: AsyncGeneratorProvider; readonly reason: string };

function lineOf(attempt: Hop): string {
  const { id } = attempt.hop;
  const words = 'error' in attempt ? attempt.error.message : attempt.reason;
  return words.startsWith(`${id}: `) ? `- ${words}` : `- ${id}: ${words}`;
}

/** The error of a route whose members all failed or were passed over. Its lines have the order of the members. */
export function routeError(id: string, attempts: readonly Hop[], members: readonly AsyncGeneratorProvider[]): ProviderError {
  const failures = attempts.flatMap((attempt) => ('error' in attempt ? [attempt.error] : []));
  const [first, ...others] = failures;
  const lines = attempts.toSorted((a, b) => members.indexOf(a.hop) - members.indexOf(b.hop)).map(lineOf).join('\n');
  if (first === undefined) return new ProviderError(`nobody here can answer\n${lines}`, { code: 'no-provider', provider: id });
  if (others.length === 0) return first;

  const last = failures.findLast(({ retryable }) => retryable) ?? failures.findLast(({ code }) => code !== 'unsupported') ?? first;
  const waits = failures.flatMap(({ retryAfter }) => retryAfter ?? []);
  const message = `${failures.length} providers failed\n${lines}`;
  return new ProviderError(message, {
    code: last.code,
    provider: id,
    status: last.status,
    retryAfter: waits.length === 0 ? undefined : Math.min(...waits),
    cause: new AggregateError(failures, message),
  });
}
