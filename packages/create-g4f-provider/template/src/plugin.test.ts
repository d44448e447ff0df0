import { expect, test } from 'vitest';
import plugin from './plugin.ts';

test('is reached where the environment says', () => {
  expect(plugin({ ACME_BASE_URL: 'https://chat.example.com', ACME_API_KEY: 'key' })).toMatchObject({ id: 'acme', url: 'https://chat.example.com' });
});

test('with nothing set is the service itself', () => {
  for (const env of [{}, { ACME_BASE_URL: '', ACME_API_KEY: '' }]) expect(plugin(env)).toMatchObject({ id: 'acme', url: 'https://api.acme.example' });
});
