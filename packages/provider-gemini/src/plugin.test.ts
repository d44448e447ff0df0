import { answer, listenWire, speak } from '@g4f/testkit/servers';
import { gemini } from '@g4f/wires/gemini';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;

test.each([
  [{ GEMINI_API_KEY: 'from-gemini' }, 'from-gemini'],
  [{ GOOGLE_API_KEY: ' from-google ' }, 'from-google'],
  [{ GOOGLE_API_KEY: 'from-google', GEMINI_API_KEY: 'from-gemini' }, 'from-google'],
  [{ GOOGLE_API_KEY: '', GEMINI_API_KEY: 'from-gemini' }, 'from-gemini'],
])('takes its key from the environment as Google’s own client does: %j', async (env, key) => {
  await using upstream = await listenWire(speak(gemini), answer(['Hello']));
  const provider = plugin({ ...env, GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9', GEMINI_BASE_URL: upstream.url });
  expect(provider.working).toBe(true);
  expect(await provider.createAsync({ messages })).toBe('Hello');
  const [call] = upstream.calls;
  expect(call?.headers['x-goog-api-key']).toBe(key);
  expect(call?.path).toBe('/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse');
});

test('without a key is not working, and says where one goes', async () => {
  const provider = plugin({ GEMINI_API_KEY: '  ', GOOGLE_GEMINI_BASE_URL: '' });
  expect(provider).toMatchObject({ id: 'gemini', url: 'https://generativelanguage.googleapis.com', working: false, needsAuth: true });
  await expect(provider.createAsync({ messages })).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringMatching(/GEMINI_API_KEY.*apiKeys\["gemini"\]/) as string });
});
