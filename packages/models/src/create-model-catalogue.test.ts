import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allModels, catalogue } from './all.ts';
import { createModelCatalogue } from './create-model-catalogue.ts';
import { gemini, githubModels, openai, openrouter, replacements, runsHere } from './index.ts';

describe('a catalogue', () => {
  const table = { small: { contextWindow: 8_000, price: { input: 1, output: 2 } } };

  test('finds a model by its exact id, or not at all', () => {
    const known = createModelCatalogue({ mine: table });
    expect(known.lookup('mine', 'small')).toBe(table.small);
    for (const model of ['smal', 'SMALL', 'small-latest', 'other/small', 'small:free', '', 'toString']) expect(known.lookup('mine', model)).toBeUndefined();
    expect(known.lookup('theirs', 'small')).toBeUndefined();
    expect(known.lookup('__proto__', 'toString')).toBeUndefined();
  });

  test("knows Google's paths, and what a snapshot shares with its model", () => {
    const known = createModelCatalogue({ mine: table });
    expect(known.lookup('mine', 'models/small')).toBe(table.small);
    for (const day of ['2026-01-31', '20260131']) expect(known.lookup('mine', `small-${day}`)).toEqual({ contextWindow: 8_000 });
  });

  test('takes the word of whoever made it before the data', () => {
    const known = createModelCatalogue({ mine: table }, { own: { 'mine/small': { price: { input: 5, output: 6 } }, 'theirs/new': { contextWindow: 1_000 } } });
    expect(known.lookup('mine', 'small')).toEqual({ contextWindow: 8_000, price: { input: 5, output: 6 } });
    expect(known.lookup('theirs', 'new')).toEqual({ contextWindow: 1_000 });
  });

  test('asks a rule where there is no table', () => {
    expect(catalogue.lookup('ollama', 'gemma3')).toEqual({ price: { input: 0, output: 0 } });
    expect(runsHere('gpt-oss:120b-cloud')).toBeUndefined();
  });
});

describe('the data', () => {
  test('knows what everybody knows', () => {
    expect(openai['gpt-4o']).toMatchObject({ contextWindow: 128_000, outputLimit: 16_384, price: { input: 2.5, output: 10, cachedInput: 1.25 }, supportsImages: true });
    expect(openrouter['openai/gpt-4o-mini']?.price).toEqual({ input: 0.15, output: 0.6, cachedInput: 0.075 });
    expect(gemini['gemini-2.5-flash']).toMatchObject({ contextWindow: 1_048_576 });
  });

  test('has no price where it is not known to be one', () => {
    expect(Object.values(githubModels).every(({ price }) => price === undefined)).toBe(true);
    const free = Object.entries(allModels).flatMap(([provider, models]) =>
      typeof models === 'function' ? [] : Object.entries(models).filter(([, { price }]) => price?.input === 0 && price.output === 0).map(([id]) => `${provider}/${id}`),
    );
    expect(free.filter((name) => !/^openrouter\/.+:free$/.test(name))).toEqual([]);
  });

  test('has what replaces a model, and does not replace that in its turn', () => {
    const known: readonly string[] = [...Object.keys(openai), ...Object.keys(allModels.anthropic)];
    for (const name of Object.values(replacements)) {
      expect(known).toContain(name);
      expect(replacements).not.toHaveProperty([name]);
    }
  });

  test('is what the script makes of its sources', { timeout: 30_000 }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'g4f-models-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../scripts/refresh.js', import.meta.url)), folder]);
    const here = fileURLToPath(new URL('data', import.meta.url));
    expect(await readdir(folder)).toEqual(await readdir(here));
    for (const file of await readdir(here)) expect(await readFile(path.join(folder, file), 'utf8')).toBe(await readFile(path.join(here, file), 'utf8'));
  });
});
