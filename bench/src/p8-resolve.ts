import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createProviderRegistry, customProvider } from 'ai';
import { createRegistry } from '../../packages/registry/src/index.ts';
import { alternate, isShort, type Samples } from '../lib/alternate.ts';
import { cpuTime } from '../lib/cpu.ts';
import { report } from '../lib/row.ts';

/**
 * `registry.resolve` with a model and three flags, against one `Map.get` over as many model names. All are asked for names in random order.
 *
 * `own`: every provider has models of its own. `shared`: they all have the same fifty, as in real life, and every second one lacks a flag.
 */
const rounds = isShort ? 7 : 11;
const calls = isShort ? 50_000 : 200_000;
const modelsPerProvider = 50;
const note =
  "the AI SDK's registry is asked by provider and model, provider:model, and finds what was put there; it neither looks for a provider nor knows what one can do. LangChain's initChatModel imports a package and makes a client each time: nothing that could stand here.";

const never = (): never => {
  throw new Error('a benchmark asks nobody');
};
const flags = { supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: true } as const;
const idOf = (index: number): string => `provider-${index}`;
const modelsOf = (index: number, isShared: boolean): readonly string[] => Array.from({ length: modelsPerProvider }, (_, model) => (isShared ? `model-${model}` : `model-${index}-${model}`));

const providerOf = (index: number, isShared: boolean) =>
  ({
    contract: 1,
    id: idOf(index),
    url: 'https://example.com',
    models: modelsOf(index, isShared) as [string, ...string[]],
    working: true,
    ...flags,
    supportsTools: !isShared || index % 2 === 1,
    createAsyncGenerator: never,
    createPartGenerator: never,
    createAsync: never,
  }) as const;

/** The AI SDK's registry of as many providers, of which each gives a model that was made before: to make one takes it a millisecond. */
function sdkRegistryOf(size: number) {
  const made = createOpenAICompatible({ name: 'bench', baseURL: 'https://example.com' })('m');
  const providers = Array.from({ length: size }, (_, index) => [idOf(index), customProvider({ languageModels: Object.fromEntries(modelsOf(index, false).map((model) => [model, made])) })] as const);
  return createProviderRegistry(Object.fromEntries(providers));
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

/** Measures a way of looking up: nanoseconds a call. What is asked for is made before the clock runs. */
function each(names: readonly string[], random: () => number, isFound: (name: string) => boolean): () => Promise<number> {
  return async () => {
    // Fresh texts, as they come out of a request: equal to the keys, not the same, and never looked up before.
    const asked = Array.from({ length: calls }, () => Buffer.from(names[Math.floor(random() * names.length)] ?? '').toString());
    let found = 0;
    const time = await cpuTime(() => {
      for (const name of asked) if (isFound(name)) found++;
    });
    if (found !== calls) throw new Error(`found ${found} of ${calls}`);
    return (time * 1_000) / calls;
  };
}

async function measureResolve(size: number, isShared: boolean): Promise<{ readonly [name: string]: Samples }> {
  const providers = Array.from({ length: size }, (_, index) => providerOf(index, isShared));
  const registry = createRegistry(providers);
  const byName = new Map(providers.flatMap((provider) => provider.models.map((model) => [model, provider] as const)));
  const names = [...byName.keys()];
  const random = createRandom(size);
  const floor = each(names, random, (model) => byName.get(model)?.working === true);
  const ours = each(names, random, (model) => registry.resolve({ model, ...flags }).id !== '');
  if (isShared || size !== 100) return alternate<string>({ floor, ours }, rounds);
  const sdk = sdkRegistryOf(size);
  const addresses = providers.flatMap(({ id, models }) => models.map((model) => `${id}:${model}`));
  return alternate<string>({ floor, ours, sdk: each(addresses, random, (address) => sdk.languageModel(address as `${string}:${string}`).modelId !== '') }, rounds);
}

for (const models of ['own', 'shared'] as const) {
  for (const size of [10, 100, 1_000]) {
    const { ours = [], floor = [], sdk } = await measureResolve(size, models === 'shared');
    const line = { key: `resolve-${models}-${size}`, goal: 'P8', work: `resolve among ${size.toLocaleString('en')} providers × ${modelsPerProvider} models (${models}), 3 flags`, unit: 'ns', ours } as const;
    report({ ...line, beside: 'Map.get', other: floor, limit: 2 });
    if (sdk !== undefined) report({ ...line, key: `${line.key}-ai-sdk`, beside: 'createProviderRegistry of ai', other: sdk, note });
  }
}
