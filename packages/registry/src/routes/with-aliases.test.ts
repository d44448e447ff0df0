import { expect, test } from 'vitest';
import { question } from '../../test/play.ts';
import { scripted } from '../../test/scripted.ts';
import { fallback } from '../fallback.ts';
import { createHealth } from '../health/create-health.ts';
import type { Attempt } from '../ledger/attempt.ts';
import { withAliases } from './with-aliases.ts';

test('members of a route answer to one name with a model of their own each', async () => {
  const big = scripted('big', [{ fail: 'upstream' }], { models: ['b-1', 'b-2'], aliases: { smart: 'b-1' } });
  const small = scripted('small', ['hello'], { models: ['s-1'] });
  const health = createHealth();
  const route = fallback([withAliases(big.provider, { smart: 'b-2' }), withAliases(small.provider, { smart: 's-1' })], { health });
  expect(await route.createAsync({ ...question, model: 'smart' })).toBe('hello');
  expect([...big.calls, ...small.calls].map(({ request }) => request.model)).toEqual(['b-2', 's-1']);
  expect(health.list().map(({ provider, model }) => `${provider}/${model}`)).toEqual(['big/b-2', 'small/s-1']);
});

test('a route stays one: what it asks is in the ledger by itself', async () => {
  const inner = withAliases(fallback([scripted('a', ['hello']).provider]), { fast: 'm' });
  const ledger: Attempt[] = [];
  await fallback([inner], { onAttempt: (attempt) => ledger.push(attempt) }).createAsync({ ...question, model: 'fast' });
  expect(ledger.map(({ provider, isRoute }) => [provider, isRoute])).toEqual([['a', false], ['fallback-a', true]]);
});

test('all else of the provider stays, also what it says of a bad request', async () => {
  const { provider } = scripted('a', ['hello'], { supportsSystemMessage: true });
  const named = withAliases(provider, { fast: 'm' });
  expect(named).toMatchObject({ id: 'a', supportsSystemMessage: true, aliases: { fast: 'm' } });
  const chunks: string[] = [];
  for await (const chunk of named.createAsyncGenerator({ ...question, model: 'fast' })) chunks.push(chunk);
  expect([chunks, await named.createAsync(question)]).toEqual([['hello'], 'hello']);
  await expect(named.createAsync(undefined as never)).rejects.toMatchObject({ code: 'invalid-request' });
});
