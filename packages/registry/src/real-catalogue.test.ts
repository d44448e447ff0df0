import { replacements } from '@g4f/models';
import { catalogue } from '@g4f/models/all';
import { expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { createRegistry } from './create-registry.ts';

const openai = say({ ...common, id: 'openai', models: ['gpt-4', 'o3-mini', 'gpt-4o-mini', 'gpt-4o'], supportsImages: true, supportsTools: true, supportsReasoning: true, needsAuth: true });
const ollama = say({ ...common, id: 'ollama', url: 'http://localhost:11434', models: ['gemma3'] });
const registry = createRegistry([openai, ollama], { catalogue, replacements });

test('a registry with the data of @g4f/models finds the model that can, fits and is cheap enough', () => {
  expect(registry.match({ supportsImages: true }).model).toBe('gpt-4o-mini');
  expect(registry.match({ supportsReasoning: true }).model).toBe('o3-mini');
  expect(registry.match({ minContext: 128_000, maxPrice: 1 }).model).toBe('gpt-4o-mini');
  expect(registry.match({ maxPrice: 0 })).toEqual({ provider: ollama, model: 'gemma3' });
  const long = { messages: [{ role: 'user', content: 'some words of a long story '.repeat(2_000) }] } as const;
  expect(registry.match({ for: long }).model).toBe('o3-mini');
});

test('it takes what replaced a model, and says so', () => {
  expect(registry.match({ model: 'gpt-3.5-turbo' })).toEqual({ provider: openai, model: 'gpt-4o-mini' });
  expect(registry.explain({ model: 'gpt-3.5-turbo' })[0]).toMatchObject({ chosen: true, model: 'gpt-4o-mini', replaces: 'gpt-3.5-turbo' });
});
