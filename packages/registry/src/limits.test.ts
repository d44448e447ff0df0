import type { ChatRequest, ProviderFlags } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { createRegistry } from './create-registry.ts';
import type { ModelCatalogue, ModelFacts } from './model-catalogue.ts';
import { isNoProvider } from './no-provider.ts';
import type { Query } from './query.ts';

const facts: { readonly [name: string]: ModelFacts } = {
  'big/small': { contextWindow: 1_000, supportsImages: false, supportsTools: true },
  'big/large': { contextWindow: 200_000, outputLimit: 8_000, price: { input: 2, output: 8 } },
  'cheap/mini': { contextWindow: 16_000, inputLimit: 12_000, price: { input: 0.1, output: 0.4 } },
  'free/open': { price: { input: 0, output: 0 } },
};
const catalogue: ModelCatalogue = { lookup: (provider, model) => facts[`${provider}/${model}`] };
const big = say({ ...common, id: 'big', models: ['small', 'large', { id: 'own', contextWindow: 50_000 }], supportsImages: true, supportsSystemMessage: true });
const cheap = say({ ...common, id: 'cheap', models: ['mini'], aliases: { tiny: 'mini' }, supportsMessageHistory: true });
const here = say({ ...common, id: 'here', url: 'http://127.0.0.1:11434', models: [{ id: 'home', contextWindow: 8_000 }], supportsTools: true });
const free = say({ ...common, id: 'free', url: '', models: ['open'] });
const sick = new Set(['big/large', 'cheap/mini']);
const registry = createRegistry([big, cheap, here, free], { catalogue, health: { isHealthy: (provider, model) => !sick.has(`${provider}/${model}`) && provider !== 'free' } });

const found = (query: Query): readonly string[] => registry.select(query).map(({ id }) => id);
const reasons = (query: Query, id: string) => registry.explain(query).find(({ provider }) => provider.id === id)?.reasons;
const says = (content: string): ChatRequest['messages'] => [{ role: 'user', content }];
const picture: ChatRequest = { messages: [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/cat.png') }] }] };

describe('minContext', () => {
  test('takes the model that has it, by its own word or the catalogue', () => {
    expect(registry.match({ minContext: 100_000 })).toEqual({ provider: big, model: 'large' });
    expect(registry.match({ minContext: 20_000, model: 'own' })).toEqual({ provider: big, model: 'own' });
    expect(found({ minContext: 8_000 })).toEqual(['big', 'cheap', 'here']);
    expect(found({ minContext: 16_001, model: 'tiny' })).toEqual([]);
  });

  test('leaves out who says nothing, unless that is allowed', () => {
    expect(reasons({ minContext: 10 }, 'free')).toMatchObject([{ code: 'context', limit: 'context', wanted: 10, known: undefined }]);
    expect(found({ minContext: 1_000_000, undeclared: 'allow' })).toEqual(['free']);
  });
});

describe('maxPrice', () => {
  test('bounds prompt and answer alike, or each by itself', () => {
    expect(found({ maxPrice: 1 })).toEqual(['cheap', 'free']);
    expect(found({ maxPrice: { input: 2, output: 8 } })).toEqual(['big', 'cheap', 'free']);
    expect(found({ maxPrice: { output: 0.4 } })).toEqual(['cheap', 'free']);
    expect(found({ maxPrice: 0 })).toEqual(['free']);
    expect(registry.match({ maxPrice: 8 }).model).toBe('large');
  });

  test('gives the numbers as reasons', () => {
    expect(reasons({ maxPrice: { input: 0.05 } }, 'cheap')).toEqual([{ code: 'price', tokens: 'input', wanted: 0.05, known: 0.1, message: 'costs $0.1 a million tokens of input, more than $0.05' }]);
    expect(found({ maxPrice: 0, undeclared: 'allow' })).toEqual(['big', 'here', 'free']);
  });
});

describe('healthy', () => {
  test('leaves out what was found not to be', () => {
    expect(registry.match({ model: 'big/small', healthy: true }).model).toBe('small');
    expect(found({ healthy: true })).toEqual(['big', 'here']);
    expect(found({ healthy: false })).toEqual(['big', 'cheap', 'free']);
    expect(reasons({ healthy: true, model: 'large' }, 'big')).toEqual([{ code: 'health', healthy: false, message: 'was found not to be healthy' }]);
  });

  test('takes what nobody has looked at for healthy', () => {
    const unseen = createRegistry([free], { health: { isHealthy: () => undefined } });
    expect(unseen.select({ healthy: true })).toEqual([free]);
    expect(unseen.select({ healthy: false })).toEqual([]);
  });

  test('is refused by a registry that was not told', () => {
    expect(() => createRegistry([free]).resolve({ healthy: true })).toThrow('createRegistry(providers, { health })');
  });
});

describe('local', () => {
  test('is read off the address, and says so', () => {
    expect(found({ local: true })).toEqual(['here']);
    expect(found({ local: false })).toEqual(['big', 'cheap', 'free']);
    expect(found({ local: true, undeclared: 'allow' })).toEqual(['here', 'free']);
    expect(reasons({ local: true }, 'big')).toEqual([{ code: 'local', declared: false, message: 'runs elsewhere (https://example.com)' }]);
  });

  test.each(['http://localhost:1', 'http://app.localhost', 'http://127.1.2.3', 'http://[::1]:8080/v1', 'http://0.0.0.0:11434'])('%s is here', (url) => {
    expect(createRegistry([say({ ...common, id: 'one', url })]).select({ local: true })).toHaveLength(1);
  });

  test.each(['http://localhost.example.com', 'http://192.168.1.5', 'https://127.0.0.1.nip.io'])('%s is not', (url) => {
    expect(createRegistry([say({ ...common, id: 'one', url })]).select({ local: true, undeclared: 'allow' })).toEqual([]);
  });

  test('is what a provider declares, whatever its address', () => {
    expect(createRegistry([say({ ...common, id: 'one', local: true })]).select({ local: true })).toHaveLength(1);
  });
});

describe('a catalogue', () => {
  test('takes back a flag of one model, and never grants one', () => {
    expect(registry.match({ supportsImages: true })).toEqual({ provider: big, model: 'large' });
    expect(found({ supportsImages: true, model: 'small' })).toEqual([]);
    expect(found({ supportsTools: true })).toEqual(['here']);
  });

  test("gives way to the model's own word", () => {
    const sure = say({ ...common, id: 'big', models: [{ id: 'small', supportsImages: true, contextWindow: 9_000 }] });
    expect(createRegistry([sure], { catalogue }).select({ supportsImages: true, minContext: 9_000 })).toEqual([sure]);
  });
});

describe('a request in a query', () => {
  test('asks for what it needs, and for its model', () => {
    expect(registry.match({ for: picture })).toEqual({ provider: big, model: 'large' });
    expect(found({ for: { ...picture, model: 'small' } })).toEqual([]);
    expect(found({ for: { ...picture, model: 'small' }, model: 'own' })).toEqual(['big']);
    expect(reasons({ for: picture }, 'cheap')).toEqual([
      { code: 'need', flag: 'supportsImages', what: 'an image', declared: undefined, message: 'cannot take an image (does not declare supportsImages)' },
    ]);
  });

  test('must be declared to be carried, whatever the query allows', () => {
    expect(found({ for: picture, undeclared: 'allow' })).toEqual(['big']);
  });

  test('must fit, with the answer that it allows', () => {
    const long = says('some words of a long story '.repeat(2_000));
    expect(registry.match({ for: { messages: long } })).toEqual({ provider: big, model: 'large' });
    expect(reasons({ for: { messages: long } }, 'here')).toMatchObject([{ code: 'context', limit: 'context', known: 8_000, wanted: 9_003 }]);
    expect(found({ for: { messages: says('Hi'), maxTokens: 15_000 } })).toEqual(['big', 'cheap', 'free']);
    expect(reasons({ for: { messages: says('Hi'), maxTokens: 9_000 }, model: 'large' }, 'big')).toMatchObject([{ limit: 'output', wanted: 9_000, known: 8_000 }]);
  });

  test('is counted by whoever knows how', () => {
    const exact = createRegistry([here], { countTokens: (text) => text.length });
    expect(exact.explain({ for: { messages: says('x'.repeat(8_000)) } })[0]?.reasons).toMatchObject([{ code: 'context', wanted: 8_003 }]);
  });

  test('that nobody can take is named, and its needs are data', () => {
    const messages: ChatRequest['messages'] = [{ role: 'system', content: 'my secret' }, ...picture.messages];
    const act = (): unknown => registry.resolve({ for: { messages, tools: [{ name: 'look', parameters: {} }] }, needsAuth: false });
    expect(act).toThrow('registry: no provider for { needsAuth: false } and a request with a system message, an image, tools\n- big/large: cannot take tools (does not declare supportsTools)');
    try {
      act();
    } catch (error) {
      if (!isNoProvider(error)) throw error;
      expect(error.needs.map(({ flag }) => flag)).toEqual(['supportsSystemMessage', 'supportsImages', 'supportsTools']);
      expect(error.explanations).toHaveLength(4);
      expect(error.message).not.toContain('secret');
      expect(JSON.stringify(error)).not.toContain('explanations');
    }
  });
});

describe('a query that means nothing', () => {
  test.each([{ minContext: '8k' }, { minContext: -1 }, { maxPrice: 'cheap' }, { maxPrice: { prompt: 1 } }, { maxPrice: null }, { healthy: 'yes' }, { for: {} }, { local: 'yes' }])('%j is refused', (query) => {
    expect(() => registry.resolve(query as object)).toThrow(/^registry: \w+ in a query must be/);
    expect(() => registry.explain(query as object)).toThrow(/^registry: \w+ in a query must be/);
  });
});

describe('other names', () => {
  const options = { aliases: { fast: ['gone', 'cheap/mini', 'large'] }, replacements: { old: 'large', mini: 'large', lost: 'nowhere', 'older/one': 'open' } } as const;
  const named = createRegistry([big, cheap, free], options);

  test('of which an alias has several mean the first that anybody has', () => {
    expect(named.match({ model: 'fast' })).toEqual({ provider: cheap, model: 'mini' });
    expect(named.match({ model: 'big/fast' })).toEqual({ provider: big, model: 'large' });
    expect(createRegistry([free], options).select({ model: 'fast' })).toEqual([]);
  });

  test('replace what nobody has, and explain says so', () => {
    expect(named.match({ model: 'old' })).toEqual({ provider: big, model: 'large' });
    expect(named.match({ model: 'big/old' })).toEqual({ provider: big, model: 'large' });
    expect(named.match({ model: 'older/one' })).toEqual({ provider: free, model: 'open' });
    expect(named.explain({ model: 'old' })[0]).toMatchObject({ model: 'large', replaces: 'old', chosen: true });
  });

  test('replace nothing that somebody has', () => {
    expect(named.match({ model: 'mini' })).toEqual({ provider: cheap, model: 'mini' });
    expect(named.select({ model: 'lost' })).toEqual([]);
    expect(named.select({ model: 'cheap/old' })).toEqual([]);
  });
});

test('a provider whose flag has the name of a limit is none the worse for it', () => {
  const odd = say({ ...common, ...({ healthy: true } as ProviderFlags), id: 'odd' });
  expect(createRegistry([odd], { health: { isHealthy: () => false } }).select({ healthy: true })).toEqual([]);
});
