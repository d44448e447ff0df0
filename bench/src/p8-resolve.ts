import { createRegistry } from '../../packages/registry/src/index.ts';
import { isShort, type Samples } from '../lib/alternate.ts';
import { report } from '../lib/row.ts';

/**
 * P8: `registry.resolve` with a model and three flags, against one `Map.get` over as many model names. Both are asked for the same
 * names in the same random order, in turns.
 *
 * `own`: every provider has models of its own. `shared`: they all have the same fifty, as in real life, and every second one lacks a flag.
 */
const rounds = isShort ? 5 : 9;
const calls = isShort ? 50_000 : 200_000;
const modelsPerProvider = 50;

const never = (): never => {
  throw new Error('a benchmark asks nobody');
};

function providerOf(index: number, isShared: boolean) {
  const id: string = `provider-${index}`;
  return {
    contract: 1,
    id,
    url: 'https://example.com',
    models: Array.from({ length: modelsPerProvider }, (_, model) => (isShared ? `model-${model}` : `model-${index}-${model}`)) as [string, ...string[]],
    working: true,
    supportsMessageHistory: true,
    supportsSystemMessage: true,
    supportsTools: !isShared || index % 2 === 1,
    createAsyncGenerator: never,
    createPartGenerator: never,
    createAsync: never,
  } as const;
}

/** Repeatable random numbers, 0 to 1 (mulberry32). */
function createRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function time(work: (asked: readonly string[]) => number, asked: readonly string[]): number {
  const start = process.hrtime.bigint();
  const found = work(asked);
  const nanoseconds = Number(process.hrtime.bigint() - start) / calls;
  if (found !== calls) throw new Error(`found ${found} of ${calls}`);
  return nanoseconds;
}

/** Measures one size: nanoseconds a call, round by round. */
function measureResolve(size: number, isShared: boolean): { readonly ours: Samples; readonly floor: Samples } {
  const providers = Array.from({ length: size }, (_, index) => providerOf(index, isShared));
  const registry = createRegistry(providers);
  const byName = new Map(providers.flatMap((provider) => provider.models.map((model) => [model, provider] as const)));
  const names = [...byName.keys()];
  const random = createRandom(size);
  // Fresh texts, as they come out of a request: equal to the keys, not the same, and never looked up before.
  const ask = (): readonly string[] => Array.from({ length: calls }, () => Buffer.from(names[Math.floor(random() * names.length)] ?? '').toString());

  const floor = (asked: readonly string[]): number => {
    let found = 0;
    for (const model of asked) if (byName.get(model)?.working === true) found++;
    return found;
  };
  const ours = (asked: readonly string[]): number => {
    let found = 0;
    for (const model of asked) if (registry.resolve({ model, supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: true }).id !== '') found++;
    return found;
  };
  const times: { readonly ours: number; readonly floor: number }[] = [];
  for (let round = -2; round < rounds; round++) {
    const pair = { floor: time(floor, ask()), ours: time(ours, ask()) };
    if (round >= 0) times.push(pair);
  }
  return { ours: times.map((pair) => pair.ours), floor: times.map((pair) => pair.floor) };
}

for (const models of ['own', 'shared'] as const) {
  for (const providers of [10, 100, 1_000]) {
    const { ours, floor } = measureResolve(providers, models === 'shared');
    report({ key: `resolve-${models}-${providers}`, goal: 'P8', work: `resolve among ${providers.toLocaleString('en')} providers × ${modelsPerProvider} models (${models}), 3 flags`, beside: 'Map.get', unit: 'ns', ours, other: floor, limit: 2 });
  }
}
