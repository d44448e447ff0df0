import type { AsyncGeneratorProvider, Deadlines, RunInit, WireRelay } from '@g4f/core';

/**
 * The same provider with deadlines of one's own, where a call brings none.
 *
 * @example
 * const patient = withTimeouts(provider, { firstByte: 300_000 });
 */
export function withTimeouts(provider: AsyncGeneratorProvider, deadlines: Omit<Deadlines, 'total'>): AsyncGeneratorProvider {
  const given = Object.fromEntries(Object.entries(deadlines).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return provider;
  const own = (init: RunInit = {}): RunInit => ({ ...init, timeout: { ...given, ...(typeof init.timeout === 'number' ? { total: init.timeout } : init.timeout) } });
  const { wires } = provider;
  return Object.freeze({
    ...provider,
    createAsyncGenerator: (request, init) => provider.createAsyncGenerator(request, own(init)),
    createPartGenerator: (request, init) => provider.createPartGenerator(request, own(init)),
    createAsync: (request, init) => provider.createAsync(request, own(init)),
    ...(wires !== undefined && { wires: Object.fromEntries(Object.entries(wires).map(([name, relay]) => [name, ((body, init) => relay(body, own(init))) satisfies WireRelay])) }),
  } satisfies AsyncGeneratorProvider);
}
