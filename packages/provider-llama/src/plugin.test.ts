import { expect, test } from 'vitest';
import plugin from './plugin.ts';

test('makes the provider of the environment', () => {
  expect(plugin({})).toMatchObject({ id: 'llama', contract: 1, working: true, models: ['SmolLM2-135M-Instruct'] });
  expect(plugin({ G4F_LLAMA_MODEL: '/models/mine.gguf' })).toMatchObject({ models: ['mine'] });
});
