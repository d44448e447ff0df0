import { defineProvider, type AsyncGeneratorProvider, type Deadlines } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { buildProviders, type ProviderSources } from './build-providers.ts';
import { isForbiddenAddress } from './forbidden-address.ts';
import { noConfig, type LoadedConfig } from './load-config.ts';
import { configSchema } from './schema.ts';

const provider = (id: string, url = `https://${id}.example`): AsyncGeneratorProvider =>
  defineProvider({ id, url, models: [`of-${id}`], working: true }, async function* (_request, { deadlines }) {
    yield `${id} within ${String(deadlines.idle)}`;
  });

const config = (settings: object): LoadedConfig => ({ ...noConfig, settings: configSchema.parse(settings) });
const sources: ProviderSources = { found: ['a', 'b', 'c'].map((id) => provider(id)), make: ({ id, baseURL }) => provider(id, baseURL), catalogue: { lookup: () => undefined } };
const idsOf = async (settings: object): Promise<readonly string[]> => (await buildProviders(config(settings), sources)).map(({ id }) => id);

describe('buildProviders', () => {
  test.each<[string, object, readonly string[]]>([
    ['takes all that are found where nothing is said', {}, ['a', 'b', 'c']],
    ['takes those that are named, in their order', { providers: ['c', { id: 'mine' }, 'a'] }, ['c', 'mine', 'a']],
    ['puts all others where the star is', { providers: ['c', '*', { id: 'mine' }] }, ['c', 'a', 'b', 'mine']],
    ['takes a provider that was made by code', { providers: [provider('made')] }, ['made']],
    ['puts routes first, and leaves their members out', { routes: [{ id: 'r', kind: 'fallback', members: ['a', { kind: 'retry', members: ['c'] }] }] }, ['r', 'b']],
    ['lets a route ask one above it', { routes: [{ id: 'r', kind: 'roundRobin', members: ['a'] }, { id: 's', kind: 'hedge', after: '1s', members: ['r', 'b'] }] }, ['s', 'c']],
  ])('%s', async (_name, settings, ids) => {
    expect(await idsOf(settings)).toEqual(ids);
  });

  test.each<[string, object, string]>([
    ['a provider that is not there', { providers: ['z', 'y'] }, 'providers[0]: there is no provider "z"; there are a, b, c'],
    ['a route with the id of a provider', { routes: [{ id: 'a', kind: 'fallback', members: ['b'] }] }, 'routes[0].id: "a" is the id of a provider'],
    ['a route below', { routes: [{ id: 'r', kind: 'fallback', members: ['s'] }, { id: 's', kind: 'fallback', members: ['a'] }] }, 'routes[0].members[0]: there is no provider "s", nor a route of that name above'],
    ['two of one id', { providers: ['a', { id: 'a' }] }, 'providers: two providers have the id "a"'],
    ['weights of nobody', { routes: [{ id: 'r', kind: 'weighted', members: ['a'], weights: { z: 1 } }] }, 'routes[0]: weighted'],
    ['a retry of several', { routes: [{ id: 'r', kind: 'retry', members: ['a', 'b'] }] }, 'routes[0]: retry asks one provider'],
    ['a metadata address', { providers: [{ id: 'mine', baseURL: 'http://169.254.169.254' }] }, 'providers[0]: the address of mine is a link-local or metadata one'],
  ])('refuses %s', async (_what, settings, message) => {
    await expect(idsOf(settings)).rejects.toThrow(message);
  });

  test('takes a metadata address that is allowed by name', async () => {
    expect(await idsOf({ providers: [{ id: 'mine', baseURL: 'http://169.254.169.254', allowAddress: true }] })).toEqual(['mine']);
  });

  test('gives each its deadlines, also through a route', async () => {
    const timeouts = { idle: '7s' } as const;
    const [route, plain] = await buildProviders(config({ timeouts, routes: [{ id: 'r', kind: 'fallback', members: ['a'] }] }), sources);
    const messages = [{ role: 'user', content: 'Hi' }] as const;
    expect(await route?.createAsync({ messages })).toBe('a within 7000');
    expect(await plain?.createAsync({ messages }, { timeout: { idle: 1 } satisfies Deadlines })).toBe('b within 1');
  });
});

describe('isForbiddenAddress', () => {
  test.each(['http://169.254.169.254/v1', 'http://169.254.1.1', 'http://[fe80::1]/', 'http://[fd00:ec2::254]', 'http://[::ffff:169.254.169.254]/', 'http://2852039166/', 'http://0xa9fea9fe', 'http://0251.0376.0251.0376/', 'http://169.254.43518/', 'http://１６９.254.169.254/', 'http://user:pass@169.254.169.254:80/', 'http://168.63.129.16/', 'http://metadata.google.internal/', 'http://METADATA.google.internal./', 'http://100.100.100.200'])('is true of %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  test.each(['https://api.openai.com/v1', 'http://127.0.0.1:11434', 'http://10.0.0.5', 'http://[::1]:8080', 'http://192.168.1.4', 'https://metadata.example.com'])('is false of %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(false);
  });
});
