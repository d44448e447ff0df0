import { needsOf, type AsyncGeneratorProvider, type ChatRequest, type Model } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { createRegistry } from './create-registry.ts';
import type { ModelCatalogue, ModelFacts } from './model-catalogue.ts';
import type { Query } from './query.ts';
import { requirementsOf, unmet } from './requirements.ts';

const flagName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('working', 'supportsTools', 'supportsImages', 'needsAuth') },
  { weight: 1, arbitrary: fc.nat(39).map((index) => `supports${index}`) },
);
const flags = fc.dictionary(flagName, fc.boolean(), { maxKeys: 6 });
const modelName = fc.constantFrom('a', 'b', 'c', 'p0/a', 'x/y');
const model: fc.Arbitrary<Model> = fc.oneof(
  modelName,
  fc.tuple(modelName, flags, fc.option(fc.constantFrom(4_000, 32_000), { nil: undefined })).map(([id, own, contextWindow]) => ({ ...own, id, contextWindow })),
);
const urls = fc.constantFrom('https://example.com', 'http://localhost:8080', '');
const providers = fc
  .array(fc.record({ models: fc.array(model, { minLength: 1, maxLength: 4 }), declared: flags, url: urls, aliases: fc.dictionary(modelName, modelName, { maxKeys: 2 }) }), { maxLength: 6 })
  .map((list) =>
    list.map(({ models, declared, aliases, url }, index) =>
      say({ ...common, url, working: true, ...declared, id: `p${index}`, models: models as [Model, ...Model[]], aliases }),
    ),
  );
const query = fc.record(
  {
    model: fc.constantFrom('a', 'b', 'c', 'x/y', 'p0/a', 'p1/b', 'p2/p0/a', 'fast', 'p1/fast', 'none', undefined),
    working: fc.constantFrom(true, false, 'any' as const),
    undeclared: fc.constantFrom('allow' as const, 'deny' as const),
    wanted: flags.map(({ working: _, ...rest }) => rest),
    local: fc.boolean(),
    minContext: fc.constantFrom(1_000, 8_000, 100_000),
    maxPrice: fc.constantFrom(0, 1, { input: 1 }, { input: 5, output: 1 }),
    healthy: fc.boolean(),
    for: fc.record(
      {
        messages: fc.constantFrom<ChatRequest['messages'][]>(
          [{ role: 'user', content: 'Hi' }],
          [{ role: 'user', content: 'word '.repeat(10_000) }],
          [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/cat.png') }] }],
        ),
        model: fc.constantFrom('a', 'fast', undefined),
        maxTokens: fc.constantFrom(100, 5_000, undefined),
        tools: fc.constantFrom(undefined, [{ name: 'look', parameters: {} }]),
      },
      { requiredKeys: ['messages'] },
    ),
  },
  { requiredKeys: [] },
);
const alias = 'b';

const amount = fc.constantFrom(0, 1, 3, undefined);
const facts: fc.Arbitrary<ModelFacts> = fc.record({
  contextWindow: fc.constantFrom(2_000, 16_000, 200_000, undefined),
  outputLimit: fc.constantFrom(1_000, undefined),
  price: fc.option(fc.record({ input: amount, output: amount }), { nil: undefined }),
  supportsTools: fc.constantFrom(true, false, undefined),
  supportsImages: fc.constantFrom(true, false, undefined),
});
const catalogueNames = ['p0', 'p1', 'p2'].flatMap((id) => ['a', 'b', 'c'].map((name) => `${id} ${name}`));
const catalogues: fc.Arbitrary<ModelCatalogue> = fc
  .dictionary(fc.constantFrom(...catalogueNames), facts, { minKeys: 5 })
  .map((known) => ({ lookup: (provider, name) => known[`${provider} ${name}`] }));
const sick = fc.subarray(catalogueNames);

/** What a registry may know besides its providers. */
interface Known {
  readonly catalogue: ModelCatalogue;
  readonly isHealthy: (provider: string, model: string) => boolean | undefined;
}

/** Selection written as one would say it: every provider, every model, every flag and every limit, one after the other. */
function naive(all: readonly AsyncGeneratorProvider[], query: Query, { catalogue, isHealthy }: Known): readonly string[] {
  const { model, working = true, undeclared = 'deny', minContext, maxPrice, healthy, for: request, ...wanted } = query;
  const name = model ?? request?.model;
  const isLax = undeclared === 'allow';
  const local = ({ url }: AsyncGeneratorProvider): boolean | undefined => (url === '' ? undefined : url.includes('localhost'));
  const listed = (provider: AsyncGeneratorProvider, id: string): Model | undefined => provider.models.find((of) => idOf(of) === id);
  const said = (provider: AsyncGeneratorProvider, id: string, flag: string): unknown => {
    const of = listed(provider, id);
    const own = typeof of === 'object' ? (Reflect.get(of, flag) as unknown) : undefined;
    const general: unknown = Reflect.get(provider, flag) ?? (flag === 'local' ? local(provider) : undefined);
    const isTakenBack = general === true && Reflect.get(catalogue.lookup(provider.id, id) ?? {}, flag) === false;
    return own ?? (isTakenBack ? false : general);
  };
  const nameFor = (provider: AsyncGeneratorProvider): string | undefined => {
    const [left = '', ...right] = (name === 'fast' ? alias : (name ?? '')).split('/');
    if (right.length === 0 || all.every(({ id }) => id !== left)) return [left, ...right].join('/');
    if (provider.id !== left) return undefined;
    return right.join('/') === 'fast' ? alias : right.join('/');
  };
  const idOf = (of: Model): string => (typeof of === 'string' ? of : of.id);
  const modelsOf = (provider: AsyncGeneratorProvider): readonly string[] => {
    const aliases = provider.aliases ?? {};
    if (name === undefined) return [...provider.models.map(idOf).filter((id) => !(id in aliases)), ...Object.values(aliases)];
    const own = nameFor(provider);
    if (own === undefined) return [];
    const target = aliases[own];
    if (target !== undefined) return [target];
    return listed(provider, own) === undefined ? [] : [own];
  };
  const meetsFlags = (provider: AsyncGeneratorProvider, id: string): boolean => {
    const works = said(provider, id, 'working') === true;
    if (working !== 'any' && works !== working) return false;
    return Object.entries(wanted).every(([flag, value]) => {
      const declared = said(provider, id, flag);
      return value === true ? declared === true || (declared === undefined && isLax) : declared !== true;
    });
  };
  const meetsLimits = (provider: AsyncGeneratorProvider, id: string): boolean => {
    const of = listed(provider, id);
    const { contextWindow, outputLimit, price }: ModelFacts = { ...catalogue.lookup(provider.id, id), ...(typeof of === 'object' && of.contextWindow !== undefined ? { contextWindow: of.contextWindow } : {}) };
    const most = typeof maxPrice === 'object' ? maxPrice : { input: maxPrice, output: maxPrice };
    const isCheap = (bound: number | undefined, known: number | undefined): boolean => bound === undefined || (known === undefined ? isLax : known <= bound);
    if (minContext !== undefined && (contextWindow === undefined ? !isLax : contextWindow < minContext)) return false;
    if (!isCheap(most.input, price?.input) || !isCheap(most.output, price?.output)) return false;
    return healthy === undefined || (isHealthy(provider.id, id) ?? true) === healthy ? meetsNeeds(provider, id, contextWindow, outputLimit) : false;
  };
  const meetsNeeds = (provider: AsyncGeneratorProvider, id: string, contextWindow = Infinity, outputLimit = Infinity): boolean => {
    if (request === undefined) return true;
    const { inputTokens, outputTokens = 0 } = requirementsOf(request);
    return needsOf(request).every(({ flag }) => said(provider, id, flag) === true) && inputTokens + outputTokens <= contextWindow && outputTokens <= outputLimit;
  };
  return all.filter((provider) => modelsOf(provider).some((id) => meetsFlags(provider, id) && meetsLimits(provider, id))).map(({ id }) => id);
}

test('selection, resolution, match and explanation agree with a naive filter', () => {
  fc.assert(
    fc.property(providers, query, catalogues, sick, (all, { wanted = {}, ...rest }, catalogue, sick) => {
      const asked: Query = { ...rest, ...wanted };
      const isHealthy = (provider: string, model: string): boolean | undefined => (sick.includes(`${provider} ${model}`) ? false : provider === 'p1' ? true : undefined);
      const registry = createRegistry(all, { aliases: { fast: alias }, catalogue, health: { isHealthy } });
      const expected = naive(all, asked, { catalogue, isHealthy });
      expect(registry.select(asked).map(({ id }) => id)).toEqual(expected);

      const explained = registry.explain(asked);
      expect(explained.map(({ provider }) => provider)).toEqual(all);
      expect(explained.filter(({ reasons }) => reasons.every(({ code }) => code === 'order')).map(({ provider }) => provider.id)).toEqual(expected);
      expect(explained.filter(({ chosen }) => chosen).map(({ provider }) => provider.id)).toEqual(expected.slice(0, 1));

      if (expected.length === 0) {
        expect(() => registry.resolve(asked)).toThrow(expect.objectContaining({ code: 'no-provider' }));
        return;
      }
      expect(registry.resolve(asked).id).toBe(expected[0]);
      const { provider, model } = registry.match(asked);
      expect(model).toBe(explained.find(({ chosen }) => chosen)?.model);
      // An id that is an alias too means something else in a call.
      if (asked.for !== undefined && provider.aliases?.[model] === undefined) expect(unmet(provider, model, requirementsOf(asked.for), catalogue)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
