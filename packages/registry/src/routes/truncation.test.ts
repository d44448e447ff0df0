import { createAibn } from '@g4f/provider-aibn';
import { aibnServer } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { question } from '../../test/play.ts';
import { fallback } from '../fallback.ts';
import { createHealth } from '../health/create-health.ts';
import type { Attempt } from '../ledger/attempt.ts';
import { hedge } from './hedge.ts';
import { retry } from './retry.ts';

test('a connection that is cut within an answer is interrupted through any route: what came stays, and nobody goes on', async () => {
  await using cut = await aibnServer({ mode: 'cut', answer: ['half an ', 'answer'] });
  await using whole = await aibnServer({ answer: ['another answer'] });
  const first = createAibn({ baseURL: cut.url, id: 'first' });
  const second = createAibn({ baseURL: whole.url, id: 'second' });
  const ledger: Attempt[] = [];
  const health = createHealth();
  const chunks: string[] = [];
  const route = fallback([hedge([retry(first), second]), second], { health, onAttempt: (attempt) => ledger.push(attempt) });
  const reading = (async () => {
    for await (const chunk of route.createAsyncGenerator(question)) chunks.push(chunk);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'interrupted', provider: 'first' });
  expect(chunks.join('')).toBe('half an answer');
  expect(ledger.filter(({ provider }) => provider === 'second')).toEqual([]);
  expect(ledger).toMatchObject([1, 2, 3].map(() => ({ outcome: 'failed', error: { code: 'interrupted' }, firstContentMs: expect.any(Number) })));
  expect(health.inspect('first', 'gpt-3.5-turbo')).toMatchObject({ failures: 1, successes: 0, samples: 1 });
  await expect(route.createAsync(question)).rejects.toMatchObject({ code: 'interrupted' });
});
