import { createOpenAICompatible } from '@g4f/provider-openai';
import { describe, expect, test } from 'vitest';
import { buildProviders, type ProviderSources } from '../config/build-providers.ts';
import { isForbiddenAddress } from '../config/forbidden-address.ts';
import { noConfig } from '../config/load-config.ts';
import type { ProviderEntry } from '../config/provider-entry.ts';

const metadata = 'http://169.254.169.254/v1';

/** Builds the providers of a configuration; gives what was made. */
async function build(entries: readonly (string | ProviderEntry)[], found: ProviderSources['found'] = []) {
  const made: string[] = [];
  const make: ProviderSources['make'] = ({ id, baseURL = 'http://localhost:9/v1' }) => {
    made.push(id);
    return createOpenAICompatible({ id, baseURL, models: ['m'] });
  };
  const config = { ...noConfig, settings: { providers: [...entries] } };
  const failure: unknown = await buildProviders(config, { found, make, catalogue: { lookup: () => undefined } }).then(() => undefined, (error: unknown) => error);
  return { made, failure };
}

describe('an address of a provider', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]:8080/v1',
    'http://[fe80::1]/',
    'http://[FD00:EC2::254]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://user:pass@169.254.169.254:80/',
    'HTTP://METADATA.google.internal./computeMetadata/v1',
    'http://metadata/',
    'http://１６９.254.169.254/',
  ])('that is a link-local or metadata one is known, however it is written: %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  test.each(['http://127.0.0.1:11434/v1', 'http://10.0.0.7/v1', 'https://api.openai.com/v1', 'http://169.253.169.254/', 'http://metadata.example/', 'http://[::1]/', 'http://[fd00::1]/'])('that is another may be used: %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(false);
  });

  test.each([
    ['as its baseURL', { id: 'mine', baseURL: metadata }],
    ['among its options', { id: 'mine', options: { baseURL: metadata } }],
  ] as const)('is refused before anything is asked there, %s', async (_where, entry) => {
    const { made, failure } = await build([entry]);
    expect(made).toEqual([]);
    expect(failure).toMatchObject({ name: 'ConfigError', problems: [{ path: ['providers', 0], message: expect.stringContaining('write allowAddress: true') as unknown }] });
    expect(String(failure)).not.toContain('169.254');
  });

  test('is refused where the environment says it', async () => {
    const found = [createOpenAICompatible({ id: 'vllm', baseURL: metadata, models: ['m'] })];
    expect((await build(['*'], found)).failure).toMatchObject({ name: 'ConfigError' });
  });

  test('is allowed by name, and for that one alone', async () => {
    expect(await build([{ id: 'mine', baseURL: metadata, allowAddress: true }])).toEqual({ made: ['mine'], failure: undefined });
    expect((await build([{ id: 'mine', baseURL: metadata, allowAddress: true }, { id: 'other', baseURL: metadata }])).failure).toMatchObject({ problems: [{ path: ['providers', 1] }] });
  });
});
