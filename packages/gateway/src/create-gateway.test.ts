import { ProviderError, type Part } from '@g4f/core';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { createRegistry } from '@g4f/registry';
import { fallback, type Attempt } from '@g4f/registry/routes';
import { answer, neverEnd, stall } from '@g4f/testkit/servers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { scripted } from '../test/scripted.ts';
import { serveProviders } from '../test/serve-providers.ts';
import { kinds, listenKind } from '../test/upstreams.ts';
import { createGateway, localAccess, type Access, type Caller, type Spent } from './index.ts';

const body = (fields: object = {}): string => JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi there' }], ...fields });
const post = (url: string, fields: object = {}, headers: { readonly [name: string]: string } = {}): Promise<Response> => fetch(`${url}/v1/chat/completions`, { method: 'POST', body: body(fields), headers });
const failing = (id: string, code: 'upstream' | 'rate-limited') =>
  scripted(id, async function* () {
    yield* [];
    await Promise.resolve();
    throw new ProviderError('no luck', { code });
  });

/** An access that books what is spent. */
function booking(): { readonly access: Access; readonly spent: Spent[] } {
  const spent: Spent[] = [];
  const settle = (each: Spent): Promise<void> => {
    spent.push(each);
    return Promise.resolve();
  };
  return { spent, access: { ...localAccess(), admit: () => Promise.resolve({ headers: { 'x-ratelimit-remaining-requests': '9' }, settle }) } };
}

describe('an answer', () => {
  test('says who gave it, and on request why nobody else did', async () => {
    await using served = await serveProviders([failing('one', 'rate-limited').provider, scripted('two', ['Hi']).provider, createOpenAICompatible({ id: 'other', baseURL: 'http://localhost:9/v1', models: ['else'] })]);
    const response = await post(served.url, {}, { 'x-g4f-explain': '1' });
    expect([response.headers.get('x-g4f-provider'), response.headers.get('x-g4f-model'), response.headers.get('x-g4f-attempts')]).toEqual(['two', 'small', '2']);
    expect(JSON.parse(response.headers.get('x-g4f-explain') ?? '')).toMatchObject([
      { provider: 'one', outcome: 'failed', code: 'rate-limited', reason: 'one: no luck' },
      { provider: 'two', outcome: 'won' },
      { provider: 'other', outcome: 'not asked', reason: 'has no model "small"' },
    ]);
    expect((await post(served.url)).headers.get('x-g4f-explain')).toBeNull();
  });

  test('waits in silence for a while, then in comments, and may still come from the next', async () => {
    let fail: () => void = () => undefined;
    const failing = new Promise<void>((resolve) => (fail = resolve));
    const slow = scripted('slow', async function* () {
      yield* [];
      await failing;
      throw new ProviderError('no luck', { code: 'upstream' });
    });
    await using served = await serveProviders([slow.provider, scripted('two', ['Hi']).provider], { patience: 20 });
    const response = await post(served.url, { stream: true });
    const [read, copy] = response.body?.tee() ?? [];
    let seen = '';
    for await (const bytes of read?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += bytes;
      if (seen.split('\n\n').length > 2) fail();
    }
    expect([response.status, response.headers.get('x-g4f-provider')]).toEqual([200, null]);
    const text = await new Response(copy).text();
    expect(text).toMatch(/^(: still waiting\n\n){2,}data: .*\[DONE\]\n\n$/s);
    expect(text).toContain('"content":"Hi"');
  });

  test('begins with comments after 15 s without content, where nobody says otherwise', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const silent = scripted('silent', async function* () {
      yield* [];
      await new Promise<never>(() => undefined);
    });
    const gateway = createGateway({ providers: [silent.provider] });
    const controller = new AbortController();
    let hasBegun = false;
    const answering = gateway.fetch(new Request('http://localhost/v1/chat/completions', { method: 'POST', body: body({ stream: true }), signal: controller.signal })).finally(() => (hasBegun = true));
    while (vi.getTimerCount() === 0) await setImmediate();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(hasBegun).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const { body: events } = await answering;
    const read = await events?.getReader().read();
    expect(new TextDecoder().decode(read?.value)).toBe(': still waiting\n\n');
    controller.abort();
  });

  test('that fails after comments went out is an error in the stream, without an ending', async () => {
    const slow = scripted('slow', async function* () {
      yield* [];
      await setTimeout(80);
      throw new ProviderError('no luck', { code: 'rate-limited' });
    });
    await using served = await serveProviders([slow.provider], { patience: 20 });
    const text = await (await post(served.url, { stream: true })).text();
    expect(text).toMatch(/^(: still waiting\n\n)+data: \{"error":\{"message":"slow: no luck","type":"rate_limit_error".*\}\}\n\n$/);
  });

  test('of a deadline is 504', async () => {
    await using upstream = await listenKind(kinds.openai, stall('headers'));
    const provider = kinds.openai.provide(upstream.url);
    const hasty = { ...provider, wires: {}, createPartGenerator: ((request, init) => provider.createPartGenerator(request, { ...init, timeout: { firstByte: 50 } })) satisfies typeof provider.createPartGenerator };
    await using served = await serveProviders([hasty]);
    expect((await post(served.url)).status).toBe(504);
  });

  test('has so much time with all attempts at it, as is said at the moment', async () => {
    const slow = (id: string) =>
      scripted(id, async function* () {
        yield* [];
        await setTimeout(30);
        throw new ProviderError('no luck', { code: 'upstream' });
      }).provider;
    let total: number | undefined = 45;
    await using served = await serveProviders([...['a', 'b', 'c', 'd', 'e'].map(slow), scripted('last', ['Hi']).provider], { total: () => total });
    const late = await post(served.url);
    expect([late.status, await late.text()]).toEqual([504, expect.stringContaining('the total deadline')]);
    expect(Number(late.headers.get('x-g4f-attempts'))).toBeLessThan(5);
    total = undefined;
    expect((await post(served.url)).headers.get('x-g4f-provider')).toBe('last');
  });
});

describe('what was used', () => {
  const usage: Part = { type: 'usage', usage: { inputTokens: 5, outputTokens: 3 }, provenance: 'reported' };
  const catalogue = { lookup: () => ({ price: { input: 1_000_000, output: 1_000_000 } }) };

  test.each([true, false])('is settled once, as it was reported, streamed: %s', async (stream) => {
    const { access, spent } = booking();
    await using served = await serveProviders([scripted('one', ['Hi', usage]).provider], { access, catalogue });
    const response = await post(served.url, { stream });
    await response.text();
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('9');
    await expect.poll(() => spent).toEqual([{ inputTokens: 5, outputTokens: 3, cost: 8 }]);
  });

  test('is estimated where nobody counts, relayed or not', async () => {
    const { access, spent } = booking();
    await using upstream = await listenKind(kinds.openai, answer(Array.from({ length: 20 }, (_, index) => `word${index} `)));
    await using served = await serveProviders([kinds.openai.provide(upstream.url), scripted('two', ['Hello there']).provider], { access });
    await (await post(served.url, { stream: true })).text();
    await (await post(served.url, { model: 'two/small' })).text();
    await expect.poll(() => spent).toMatchObject([{ cost: 0 }, { outputTokens: 2 }]);
    expect(spent[0]?.outputTokens).toBeGreaterThan(15);
    expect(spent[0]?.outputTokens).toBeLessThan(30);
    expect(spent[0]?.inputTokens).toBeGreaterThan(0);
  });

  test('is settled when nobody answers, when the answer breaks off and when the client leaves', async () => {
    const { access, spent } = booking();
    await using upstream = await listenKind(kinds.openai, neverEnd(['Hi']));
    await using served = await serveProviders([failing('one', 'upstream').provider, kinds.openai.provide(upstream.url)], { access });
    await post(served.url, { model: 'one/small' });
    await post(served.url, { model: 'none' });
    const response = await post(served.url, { model: 'openai/small', stream: true });
    await response.body?.cancel();
    await expect.poll(() => spent).toMatchObject([{ inputTokens: 0, outputTokens: 0 }, { inputTokens: 0 }, { outputTokens: expect.any(Number) }]);
  });
});

test('each attempt is told once, with who asked', async () => {
  const told: [Attempt, Caller][] = [];
  await using served = await serveProviders([failing('one', 'upstream').provider, scripted('two', ['Hi']).provider], { onAttempt: (attempt, caller) => told.push([attempt, caller]) });
  await (await post(served.url)).text();
  expect(told).toMatchObject([[{ provider: 'one', outcome: 'failed', path: ['gateway'] }, { id: 'local' }], [{ provider: 'two', outcome: 'won' }, { id: 'local' }]]);
});

test('a route among the providers is one attempt, and what it asked stands beside it', async () => {
  const told: Attempt[] = [];
  const { access, spent } = booking();
  const usage: Part = { type: 'usage', usage: { inputTokens: 5, outputTokens: 3 }, provenance: 'reported' };
  const pool = fallback([failing('one', 'upstream').provider, scripted('two', ['Hi', usage]).provider], { id: 'pool' });
  await using served = await serveProviders([pool], { access, onAttempt: (attempt) => told.push(attempt) });
  const response = await post(served.url);
  expect([response.headers.get('x-g4f-provider'), response.headers.get('x-g4f-attempts')]).toEqual(['pool', '1']);
  expect(told).toMatchObject([
    { provider: 'one', path: ['gateway', 'pool'], outcome: 'failed', isRoute: false },
    { provider: 'two', path: ['gateway', 'pool'], outcome: 'won', isRoute: false },
    { provider: 'pool', path: ['gateway'], outcome: 'won', isRoute: true },
  ]);
  expect(spent).toEqual([{ inputTokens: 5, outputTokens: 3, cost: 0 }]);
});

test('one that fails is left alone for a while, and health shows it', async () => {
  const one = failing('one', 'upstream');
  await using served = await serveProviders([one.provider, scripted('two', ['Hi']).provider]);
  for (let call = 0; call < 5; call++) expect((await post(served.url)).headers.get('x-g4f-provider')).toBe('two');
  expect(one.asked).toHaveLength(3);
  expect(await (await fetch(`${served.url}/v1/providers/one`)).json()).toMatchObject({ id: 'one', working: true, healthy: false, flags: { supportsTools: true }, models: [{ id: 'small', health: { circuit: 'open', failures: 3 } }, { id: 'vendor/large' }] });
  expect((await fetch(`${served.url}/v1/providers/none`)).status).toBe(404);
  const list: unknown = await (await fetch(`${served.url}/v1/providers`)).json();
  expect(list).toMatchObject({ object: 'list', data: [{ id: 'one' }, { id: 'two', healthy: true }] });
});

test('a page of another host reads answers only where it may', async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider], { cors: { origins: ['https://chat.example'] } });
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, content-type' };
  const preflight = await fetch(`${served.url}/v1/chat/completions`, { method: 'OPTIONS', headers: { ...asked, origin: 'https://chat.example' } });
  expect(Object.fromEntries(preflight.headers)).toMatchObject({ 'access-control-allow-origin': 'https://chat.example', 'access-control-allow-headers': 'authorization, content-type', 'access-control-allow-methods': 'POST, OPTIONS' });
  const answered = await post(served.url, {}, { origin: 'https://chat.example' });
  expect([answered.status, answered.headers.get('access-control-allow-origin')]).toEqual([200, 'https://chat.example']);
  const other = await fetch(`${served.url}/v1/chat/completions`, { method: 'OPTIONS', headers: { ...asked, origin: 'https://evil.example' } });
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
  expect((await post(served.url, {}, { origin: 'https://evil.example' })).status).toBe(403);
});

test('a registry may be replaced while it runs', async () => {
  let registry = createRegistry([scripted('one', ['Hi']).provider]);
  const gateway = createGateway({ registry: () => registry });
  const ask = async (): Promise<string | null> => (await gateway.fetch(new Request('http://localhost/v1/chat/completions', { method: 'POST', body: body() }))).headers.get('x-g4f-provider');
  expect(await ask()).toBe('one');
  registry = createRegistry([scripted('two', ['Hi']).provider]);
  expect(await ask()).toBe('two');
});

test('further endpoints win over the default ones, and fail in their own shape', async () => {
  const gateway = createGateway({
    endpoints: [
      { method: 'GET', path: '/healthz', isOpen: true, handle: () => Promise.resolve({ status: 200, headers: {}, body: 'mine' }) },
      { method: 'GET', path: '/mine/:name', errorBody: ({ message }, status) => `${status} ${message}`, handle: ({ parameters }) => Promise.reject(new ProviderError(`no ${String(parameters['name'])}`, { code: 'too-large' })) },
    ],
  });
  expect(await (await gateway.fetch(new Request('http://localhost/healthz'))).text()).toBe('mine');
  const failed = await gateway.fetch(new Request('http://localhost/mine/a%20b'));
  expect([failed.status, await failed.text()]).toEqual([413, '413 no a b']);
  expect((await gateway.fetch(new Request('http://localhost/mine/%ff'))).status).toBe(400);
  expect(await (await gateway.fetch(new Request('http://localhost/'))).text()).toContain('GET    /mine/{name}');
});

test('a mistake of its own is 500 without a word of it, and told to whoever runs it', async () => {
  const errors: unknown[] = [];
  const handle = (): Promise<never> => Promise.reject(new TypeError('secret path /etc/x'));
  const gateway = createGateway({ onError: (error) => errors.push(error), endpoints: [{ method: 'GET', path: '/bad', handle }] });
  const failed = await gateway.fetch(new Request('http://localhost/bad'));
  expect([failed.status, await failed.text()]).toEqual([500, expect.not.stringContaining('secret')]);
  expect(errors).toEqual([expect.objectContaining({ message: 'secret path /etc/x' })]);
});
