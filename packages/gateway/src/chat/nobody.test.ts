import { ProviderError, type ErrorCode } from '@g4f/core';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { createHealth, fallback } from '@g4f/registry/routes';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { scripted, type Scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

const messages = [{ role: 'user', content: 'Hi there' }] as const;
const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }] as const;
const post = (url: string, fields: object): Promise<Response> => fetch(`${url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ messages, ...fields }) });
const plain = (id: string, more: object = {}) => createOpenAICompatible({ id, baseURL: 'http://localhost:9/v1', models: [{ id: 'small', contextWindow: 100 }], ...more });

const failing = (id: string, code: ErrorCode, retryAfter?: number): Scripted =>
  scripted(id, async function* () {
    yield* [];
    await Promise.resolve();
    throw new ProviderError('no luck', { code, retryAfter });
  });

async function told(response: Response) {
  const { error } = (await response.json()) as { readonly error: { readonly code: string; readonly message: string } };
  return { status: response.status, retry: response.headers.get('x-should-retry'), after: Number(response.headers.get('retry-after') ?? NaN), ...error };
}

describe('a request that nobody can answer', () => {
  test('names each with its reason, and says by its status whose matter it is', async () => {
    const dead = plain('dead', { flags: { working: false } });
    await using served = await serveProviders([plain('plain', { flags: { supportsTools: false } }), { ...dead, working: false, models: ['gone'] }]);
    expect(await told(await post(served.url, { model: 'none-such' }))).toMatchObject({ status: 404, code: 'model_not_found', message: expect.stringContaining('plain: has no model "none-such"') as string });
    expect(await told(await post(served.url, { model: 'small', tools }))).toMatchObject({ status: 422, code: 'unsupported', message: expect.stringContaining('plain/small: cannot take tools') as string });
    expect(await told(await post(served.url, { model: 'gone' }))).toMatchObject({ status: 503, code: 'no-provider', retry: 'false', message: expect.stringContaining('dead/gone: is not declared to be working') as string });
    const long = 'word '.repeat(2_000);
    expect(await told(await post(served.url, { model: 'small', messages: [{ role: 'user', content: long }] }))).toMatchObject({ status: 413, code: 'context_length_exceeded' });
  });

  test('is 503 without another try where there is nobody at all', async () => {
    await using served = await serveProviders([]);
    expect(await told(await post(served.url, {}))).toMatchObject({ status: 503, code: 'no-provider', retry: 'false' });
  });

  test.each([
    ['unauthorized', 502],
    ['payment-required', 502],
    ['blocked', 502],
    ['missing-dependency', 500],
  ] as const)('as its one provider says %s is not asked again by the openai client', async (code, status) => {
    const { provider, asked } = failing('one', code);
    await using served = await serveProviders([provider]);
    const client = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: 'any', maxRetries: 2 });
    await expect(client.chat.completions.create({ model: 'small', messages: [...messages] })).rejects.toMatchObject({ status });
    expect(asked).toHaveLength(1);
  });
});

describe('a request that nobody may be asked now', () => {
  /** All circuits open at the first failure, for a minute. */
  const health = () => createHealth({ threshold: 1, coolDown: 60_000 });

  test.each(['upstream', 'timeout', 'empty'] as const)('as all failed with %s is 503, with the time until the first is asked again', async (code) => {
    const [one, two] = [failing('one', code), failing('two', code)];
    await using served = await serveProviders([one.provider, two.provider], { health: health() });
    expect((await post(served.url, { model: 'small' })).status).toBeGreaterThan(500);
    const { status, retry, after, message, ...rest } = await told(await post(served.url, { model: 'small' }));
    expect([status, rest.code, retry, one.asked.length, two.asked.length]).toEqual([503, 'no-provider', null, 1, 1]);
    expect([after > 30, after <= 60]).toEqual([true, true]);
    expect(message).toMatch(/may be asked now\n- one: is not asked for \d+ ms more, since it failed: no luck\n- two: is not asked/);
  });

  test('is the same behind a route, and in a stream', async () => {
    const route = fallback([failing('one', 'upstream').provider, failing('two', 'timeout').provider], { id: 'main' });
    await using served = await serveProviders([route], { health: health() });
    await post(served.url, { model: 'small' });
    expect(await told(await post(served.url, { model: 'small', stream: true }))).toMatchObject({ status: 503, code: 'no-provider' });
  });

  test('as all have met their limits is 429', async () => {
    await using served = await serveProviders([failing('one', 'rate-limited', 30_000).provider], { health: health() });
    await post(served.url, { model: 'small' });
    const { status, code, after } = await told(await post(served.url, { model: 'small' }));
    expect([status, code, after > 20 && after <= 30]).toEqual([429, 'rate_limit_exceeded', true]);
  });

  test('as keys were refused stays what an operator has to mend', async () => {
    await using served = await serveProviders([failing('one', 'unauthorized').provider], { health: health() });
    await post(served.url, { model: 'small' });
    expect(await told(await post(served.url, { model: 'small' }))).toMatchObject({ status: 502, code: 'unauthorized' });
  });
});
