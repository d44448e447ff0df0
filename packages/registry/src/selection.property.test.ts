import type { AsyncGeneratorProvider, Model } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { createRegistry } from './create-registry.ts';
import type { Query } from './query.ts';

const flagNames = ['working', 'supportsTools', 'supportsImages', 'needsAuth', ...Array.from({ length: 40 }, (_, index) => `supports${index}`)];
const flags = fc.dictionary(fc.constantFrom(...flagNames), fc.boolean(), { maxKeys: 6 });
const modelName = fc.constantFrom('a', 'b', 'c', 'p0/a', 'x/y');
const model: fc.Arbitrary<Model> = fc.oneof(
  modelName,
  fc.tuple(modelName, flags).map(([id, own]) => ({ ...own, id })),
);
const providers = fc
  .array(fc.record({ models: fc.array(model, { minLength: 1, maxLength: 4 }), declared: flags, aliases: fc.dictionary(modelName, modelName, { maxKeys: 2 }) }), { maxLength: 6 })
  .map((list) =>
    list.map(({ models, declared, aliases }, index) =>
      say({ ...common, working: true, ...declared, id: `p${index}`, models: models as [Model, ...Model[]], aliases }),
    ),
  );
const query = fc.record(
  {
    model: fc.constantFrom('a', 'b', 'c', 'x/y', 'p0/a', 'p1/b', 'p2/p0/a', 'fast', 'p1/fast', 'none', undefined),
    working: fc.constantFrom(true, false, 'any' as const),
    undeclared: fc.constantFrom('allow' as const, 'deny' as const),
    wanted: flags.map(({ working: _, ...rest }) => rest),
  },
  { requiredKeys: [] },
);
const alias = 'b';

/** Selection written as one would say it: every provider, every model, every flag, one after the other. */
function naive(all: readonly AsyncGeneratorProvider[], asked: Query): readonly string[] {
  const { model: name, working = true, undeclared = 'deny', ...wanted } = asked;
  const said = (provider: AsyncGeneratorProvider, of: Model | undefined, flag: string): unknown =>
    (typeof of === 'object' ? Reflect.get(of, flag) : undefined) ?? Reflect.get(provider, flag);
  const nameFor = (provider: AsyncGeneratorProvider): string | undefined => {
    const [left = '', ...right] = (name === 'fast' ? alias : (name ?? '')).split('/');
    if (right.length === 0 || all.every(({ id }) => id !== left)) return [left, ...right].join('/');
    if (provider.id !== left) return undefined;
    return right.join('/') === 'fast' ? alias : right.join('/');
  };
  const idOf = (of: Model): string => (typeof of === 'string' ? of : of.id);
  const modelsOf = (provider: AsyncGeneratorProvider): readonly (Model | undefined)[] => {
    const aliases = provider.aliases ?? {};
    const listed = (id: string | undefined): Model | undefined => provider.models.find((of) => idOf(of) === id);
    const reachable = [...provider.models.map(idOf).filter((id) => !(id in aliases)), ...Object.values(aliases)];
    if (name === undefined) return reachable.map(listed);
    const own = nameFor(provider);
    if (own === undefined) return [];
    if (own in aliases) return [listed(aliases[own])];
    return listed(own) === undefined ? [] : [listed(own)];
  };
  const fits = (provider: AsyncGeneratorProvider, of: Model | undefined): boolean => {
    const works = said(provider, of, 'working') === true;
    if (working !== 'any' && works !== working) return false;
    return Object.entries(wanted).every(([flag, value]) => {
      const declared = said(provider, of, flag);
      return value === true ? declared === true || (declared === undefined && undeclared === 'allow') : declared !== true;
    });
  };
  return all.filter((provider) => modelsOf(provider).some((of) => fits(provider, of))).map(({ id }) => id);
}

test('selection, resolution, match and explanation agree with a naive filter', () => {
  fc.assert(
    fc.property(providers, query, (all, { wanted = {}, ...rest }) => {
      const asked: Query = { ...rest, ...wanted };
      const registry = createRegistry(all, { aliases: { fast: alias } });
      const expected = naive(all, asked);
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
      expect(registry.match(asked).model).toBe(explained.find(({ chosen }) => chosen)?.model);
    }),
    { numRuns: 1_000 },
  );
});
