import { createOpenAICompatible } from '@g4f/provider-openai';
import { describe, expect, test } from 'vitest';
import { buildProviders, type ProviderSources } from '../config/build-providers.ts';
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
