import { answer, listenWire, speak } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;

test.each([
  [{ ANTHROPIC_API_KEY: 'key-of-env' }, 'Bearer key-of-env'],
  [{ ANTHROPIC_AUTH_TOKEN: 'token-of-env', ANTHROPIC_API_KEY: '' }, 'Bearer token-of-env'],
  [{ ANTHROPIC_API_KEY: 'key-of-env', ANTHROPIC_AUTH_TOKEN: 'token-of-env' }, 'Bearer key-of-env'],
])('takes its key and its address from the environment: %j', async (env, authorization) => {
  await using upstream = await listenWire(speak(anthropicMessages), answer(['ok']));
  const provider = plugin({ ...env, ANTHROPIC_BASE_URL: `${upstream.url}/` });
  expect(provider.working).toBe(true);
  expect(await provider.createAsync({ messages })).toBe('ok');
  expect(upstream.calls[0]).toMatchObject({ path: '/v1/messages', headers: { authorization, 'anthropic-version': '2023-06-01' } });
});

test('without a key it is there, does not work, and says what would help', async () => {
  const provider = plugin({ ANTHROPIC_API_KEY: '' });
  expect(provider).toMatchObject({ id: 'anthropic', url: 'https://api.anthropic.com', working: false, needsAuth: true });
  await expect(provider.createAsync({ messages })).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('ANTHROPIC_API_KEY') as string });
  await expect(provider.listModels?.()).rejects.toMatchObject({ code: 'unauthorized' });
});
