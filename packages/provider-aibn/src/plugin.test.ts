import { aibnServer } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';

test('takes its deployment from the environment', async () => {
  await using server = await aibnServer({ secret: 'abc', pass: 'sesame', answer: ['ok'] });
  const provider = [plugin({ AIBN_BASE_URL: server.url, AIBN_SECRET: 'abc', AIBN_PASS: 'sesame', AIBN_TIME_UNIT: 's' })].flat()[0];
  expect(await provider?.createAsync({ messages: [{ role: 'user', content: 'Hi' }] })).toBe('ok');
  expect(JSON.parse(server.calls[0]?.body ?? '')).toMatchObject({ time: expect.closeTo(Date.now() / 1_000, -2) as number });
});

test('with nothing set is the first deployment', () => {
  expect(plugin({})).toMatchObject({ id: 'aibn', url: 'https://aibn.cc', working: false });
  expect(plugin({ AIBN_BASE_URL: '', AIBN_PASS: '' })).toMatchObject({ url: 'https://aibn.cc' });
});

test('refuses a unit that it does not know', () => {
  expect(() => plugin({ AIBN_TIME_UNIT: 'days' })).toThrow('AIBN_TIME_UNIT must be s or ms');
});
