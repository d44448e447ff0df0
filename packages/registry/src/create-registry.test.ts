import { isProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { createRegistry } from './create-registry.ts';

import type { Query } from './query.ts';
import type { Reason } from './reason.ts';

const free = say({ ...common, id: 'free', models: ['small'], supportsMessageHistory: true });
const keyed = say({
  ...common,
  id: 'keyed',
  models: ['large', { id: 'small', supportsImages: false }, { id: 'seer', supportsReasoning: true }],
  aliases: { 'small-latest': 'small', preview: 'not-listed' },
  supportsMessageHistory: true,
  supportsImages: true,
  supportsTools: false,
  needsAuth: true,
});
const dead = say({ ...common, id: 'dead', models: ['small', 'old'], working: false, supportsTools: true });
const router = say({ ...common, id: 'router', models: ['free/small', 'lab/seer', 'small'] }, { listModels: async () => [] });
const registry = createRegistry([free, keyed, dead, router], { aliases: { fast: 'small', best: 'keyed/large', lost: 'nowhere', cheap: 'fast' } });
const ids = (query: Query): readonly string[] => registry.select(query).map(({ id }) => id);

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isProviderError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a registry', () => {
  test('keeps its providers in order, and cannot be changed', () => {
    const list = [free, keyed];
    const ordered = createRegistry(list);
    list.pop();
    expect([...ordered]).toEqual([free, keyed]);
    expect(Object.isFrozen(ordered) && Object.isFrozen(ordered.providers)).toBe(true);
  });

  test('gives a provider by its id, dead or not', () => {
    expect(registry.get('dead')).toBe(dead);
    expect(registry.get('nobody')).toBeUndefined();
  });

  test('refuses two providers with one id, and names both', () => {
    const message = messageOf(() => createRegistry([free, keyed, say({ ...common, id: 'free', url: 'https://other.example' })]));
    expect(message).toBe('invalid-request: registry: two providers have the id "free": number 1 (https://example.com) and number 3 (https://other.example); give one of them another id');
  });

  test('refuses a contract that it does not know', () => {
    const future = { ...free, contract: 2 } as unknown as AsyncGeneratorProvider;
    expect(messageOf(() => createRegistry([future]))).toMatch(/^invalid-request: registry: provider free is made for contract 2, and this registry knows 1/);
  });

  test.each([{ supportsTools: 'yes' }, { working: 'maybe' }, { undeclared: 'ask' }, { model: 5 }, { needsAuth: null }])('refuses %j in a query', (query) => {
    expect(messageOf(() => registry.resolve(query as object))).toMatch(/^invalid-request: registry: \w+ in a query must be/);
  });
});

describe('selection', () => {
  test('takes the first that works', () => {
    expect(registry.resolve({})).toBe(free);
    expect(ids({})).toEqual(['free', 'keyed', 'router']);
  });

  test('leaves out what is not declared, unless that is allowed', () => {
    expect(ids({ supportsMessageHistory: true })).toEqual(['free', 'keyed']);
    expect(ids({ supportsTools: true })).toEqual([]);
    expect(ids({ supportsTools: true, undeclared: 'allow' })).toEqual(['free', 'router']);
    expect(ids({ supportsTools: true, undeclared: 'deny' })).toEqual([]);
  });

  test('takes `false` for anything but a declared yes', () => {
    expect(ids({ needsAuth: false })).toEqual(['free', 'router']);
    expect(ids({ needsAuth: false, undeclared: 'allow' })).toEqual(['free', 'router']);
  });

  test('passes over a flag that is undefined', () => {
    expect(ids({ supportsTools: undefined, working: undefined, model: undefined })).toEqual(['free', 'keyed', 'router']);
  });

  test('takes the dead ones for those who ask', () => {
    expect(ids({ working: 'any', supportsTools: true })).toEqual(['dead']);
    expect(ids({ working: false })).toEqual(['dead']);
    expect(ids({ working: true, model: 'old' })).toEqual([]);
    expect(ids({ working: 'any', model: 'dead/old' })).toEqual(['dead']);
  });

  test('never takes undeclared for working', () => {
    const unsure = createRegistry([say({ id: 'unsure', url: '', models: ['m'] })]);
    expect(unsure.select({ undeclared: 'allow' })).toEqual([]);
    expect(unsure.select({ working: 'any' })).toHaveLength(1);
  });

  test("takes a model's own word before its provider's", () => {
    expect(ids({ model: 'small', supportsImages: true })).toEqual([]);
    expect(ids({ model: 'large', supportsImages: true })).toEqual(['keyed']);
    expect(registry.match({ supportsReasoning: true })).toEqual({ provider: keyed, model: 'seer' });
    expect(registry.match({ supportsImages: false, needsAuth: true })).toEqual({ provider: keyed, model: 'small' });
  });

  test('compares more flags than fit in one number', () => {
    const flags = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`supports${index}`, index % 2 === 0]));
    const many = createRegistry([say({ ...common, id: 'many', ...flags })]);
    const found = (query: object): number => many.select(query).length;
    for (const [flag, value] of Object.entries(flags)) {
      expect(found({ [flag]: true })).toBe(value ? 1 : 0);
      expect(found({ [flag]: false })).toBe(value ? 0 : 1);
      expect(found({ [flag]: true, undeclared: 'allow' })).toBe(value ? 1 : 0);
    }
    expect(found({ supportsUnheardOf: true })).toBe(0);
    expect(found({ supportsUnheardOf: true, undeclared: 'allow' })).toBe(1);
    const declared = { code: 'flag', flag: 'supports69', declared: false, message: 'declares supports69: false' };
    expect(many.explain({ supports69: true } as Query)[0]?.reasons).toEqual([declared]);
  });
});

describe('a model', () => {
  test.each([
    ['small', 'free', 'small'],
    ['small-latest', 'keyed', 'small'],
    ['preview', 'keyed', 'not-listed'],
    ['keyed/small-latest', 'keyed', 'small'],
    ['keyed/small', 'keyed', 'small'],
    ['fast', 'free', 'small'],
    ['keyed/fast', 'keyed', 'small'],
    ['best', 'keyed', 'large'],
    ['lab/seer', 'router', 'lab/seer'],
    ['router/free/small', 'router', 'free/small'],
    ['free/small', 'free', 'small'],
    ['router/unlisted/model', 'router', 'unlisted/model'],
  ])('%s is asked of %s as %s', (model, id, asked) => {
    const match = registry.match({ model });
    expect([match.provider.id, match.model]).toEqual([id, asked]);
    expect(registry.resolve({ model })).toBe(match.provider);
    expect(registry.explain({ model }).find(({ chosen }) => chosen)).toMatchObject({ provider: match.provider, model: asked, reasons: [] });
  });

  test.each(['nobody/small', 'free/large', 'router/', '', '/', 'lost', 'cheap', 'free', '__proto__', 'keyed/constructor'])('%j is not found', (model) => {
    expect(messageOf(() => registry.resolve({ model }))).toMatch(/^no-provider: /);
  });

  test('named by an alias of the registry means nothing else', () => {
    const own = createRegistry([free, keyed], { aliases: { small: 'keyed/large', large: 'nowhere' } });
    expect(own.match({ model: 'small' })).toEqual({ provider: keyed, model: 'large' });
    expect(own.select({ model: 'large' })).toEqual([]);
    expect(own.match({ model: 'free/small' })).toEqual({ provider: free, model: 'small' });
  });
});

describe('a selection that finds nobody', () => {
  test('names every candidate with its reasons, those that have the model first, and hints', () => {
    expect(messageOf(() => registry.resolve({ model: 'old', supportsTools: true }))).toBe(
      [
        'no-provider: registry: no provider for { model: "old", supportsTools: true }',
        `- dead/old: is not declared to be working; ask with working: 'any' to choose it all the same`,
        '- free: has no model "old"',
        '- keyed: has no model "old"',
        '- router: has no model "old"',
      ].join('\n'),
    );
    expect(messageOf(() => registry.resolve({ model: 'smal' }))).toMatch(/\nDid you mean small( or .*)?\?$/);
    expect(messageOf(() => registry.resolve({ model: 'Lab-Seer' }))).toMatch(/\nDid you mean lab\/seer or seer\?$/);
    expect(messageOf(() => registry.resolve({ model: 'router' }))).toContain('\n"router" is a provider: ask for "router/');
    expect(messageOf(() => createRegistry([]).resolve({}))).toContain('The registry is empty.');
  });

  test('bounds its message where there are hundreds', () => {
    const many = createRegistry(Array.from({ length: 300 }, (_, index) => say({ ...common, id: `p${index}`, working: false })));
    const message = messageOf(() => many.resolve({ model: 'm' }));
    expect(message.split('\n')).toHaveLength(22);
    expect(message).toContain('- and 280 more; registry.explain(query) gives them all');
    expect(messageOf(() => many.resolve({ model: 'x'.repeat(100_000) })).length).toBeLessThan(5_000);
  });
});

describe('explain', () => {
  test('gives every reason against each candidate as data', () => {
    const inShort = (reason: Reason): string => (reason.code === 'flag' ? `${reason.flag}=${String(reason.declared)}` : reason.code);
    const explained = registry.explain({ model: 'small', supportsImages: true, supportsTools: true, needsAuth: false });
    expect(explained.map(({ provider, model, chosen, reasons }) => [provider.id, model, chosen, reasons.map(inShort)])).toEqual([
      ['free', 'small', false, ['supportsImages=undefined', 'supportsTools=undefined']],
      ['keyed', 'small', false, ['supportsImages=false', 'supportsTools=false', 'needsAuth=true']],
      ['dead', 'small', false, ['working', 'supportsImages=undefined']],
      ['router', 'small', false, ['supportsImages=undefined', 'supportsTools=undefined']],
    ]);
  });

  test('tells who comes after the chosen one, and who was not named', () => {
    const codes = (query: Query) => registry.explain(query).map(({ reasons }) => reasons.map(({ code }) => code).join());
    expect(codes({ model: 'small' })).toEqual(['', 'order', 'working', 'order']);
    expect(codes({ model: 'keyed/large' })).toEqual(['provider', '', 'provider', 'provider']);
    expect(codes({ working: false })).toEqual(['working', 'working', '', 'working']);
    expect(registry.explain({ model: 'dead/old' })[2]?.reasons[0]?.message).toContain("working: 'any'");
  });

  test('looks at the model that comes closest where the query names none', () => {
    const closest = registry.explain({ supportsTools: true, supportsReasoning: true }).find(({ provider }) => provider.id === 'keyed');
    expect(closest).toMatchObject({ model: 'seer', reasons: [{ flag: 'supportsTools', declared: false }] });
  });
});
