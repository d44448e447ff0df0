import { setImmediate } from 'node:timers/promises';
import { isProviderError, type ChatRequest, type Message, type ProviderError, type RunInit } from '@g4f/core';
import { aibnServer, listenProxy, listenSocks, type AibnServerOptions, type Upstream } from '@g4f/testkit/servers';
import { describe, expect, test } from 'vitest';
import { aibn, createAibn, type AibnOptions } from './index.ts';

const messages: readonly Message[] = [{ role: 'user', content: 'Привет, как дела?' }];
const text = 'Привет, 你好 🌍';

/** Asks a deployment that behaves so, and tells what came out of it. */
async function ask(server: AibnServerOptions, { options = {}, request = {}, init = {} }: { options?: AibnOptions; request?: Partial<ChatRequest>; init?: RunInit } = {}) {
  await using upstream = await aibnServer({ answer: ['Привет', ', 你好', ' 🌍'], ...server });
  return { ...(await collect(upstream, options, { messages, ...request }, init)), bodies: upstream.calls.map(({ body }) => JSON.parse(body) as Body) };
}

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly time: number;
  readonly sign: string;
  readonly pass: string | null;
  readonly temperature?: number;
}

async function collect({ url }: Upstream, options: AibnOptions, request: ChatRequest, init: RunInit): Promise<{ text: string; error?: ProviderError }> {
  let got = '';
  try {
    for await (const chunk of createAibn({ baseURL: url, ...options }).createAsyncGenerator(request, init)) got += chunk;
    return { text: got };
  } catch (error) {
    if (isProviderError(error)) return { text: got, error };
    throw error;
  }
}

describe('what a client survives', () => {
  test('1. a character cut across chunks', async () => {
    expect((await ask({ mode: 'split-characters' })).text).toBe(text);
  });

  test('2. a stream that never closes', async () => {
    expect(await ask({ mode: 'never-ends' }, { init: { timeout: { idle: 80 } } })).toMatchObject({ text, error: { code: 'timeout', message: expect.stringContaining('idle') as string } });
  });

  test.each(['cut', 'cut-content-length'] as const)('3. a connection dropped mid-answer: %s', async (mode) => {
    expect(await ask({ mode })).toMatchObject({ text, error: { code: 'interrupted' } });
  });

  test.each([
    ['input-refused-with-200', 'invalid-request'],
    ['password-refused-with-200', 'unauthorized'],
    ['signature-refused-with-200', 'unauthorized'],
  ] as const)('4. a refusal with status 200: %s', async (mode, code) => {
    expect(await ask({ mode })).toMatchObject({ text: '', error: { code } });
  });

  test('4. a refusal is never searched for in an answer', async () => {
    for (const answer of [['Invalid password', ' is what it says'], ['It says: ', 'Invalid password'], ['No', ' input', ' textile']]) {
      expect(await ask({ answer })).toMatchObject({ text: answer.join('') });
    }
  });

  test.each(['challenge-200', 'challenge-403', 'challenge-503'] as const)('5. a challenge page: %s', async (mode) => {
    expect(await ask({ mode })).toMatchObject({ text: '', error: { code: 'blocked' } });
  });

  test('6. an answer with nothing in it', async () => {
    expect(await ask({ mode: 'empty' })).toMatchObject({ text: '', error: { code: 'empty' } });
  });

  test('7. a literal failure at the end of a clean 200', async () => {
    expect(await ask({ mode: 'internal-server-error' })).toMatchObject({ text, error: { code: 'interrupted' } });
    expect(await ask({ answer: ['Internal server error', ' is status 500'] })).toMatchObject({ text: 'Internal server error is status 500' });
    expect(await ask({ answer: ['Internal server error'] })).toMatchObject({ text: '', error: { code: 'upstream' } });
  });

  test('8. another secret, which was given', async () => {
    expect(await ask({ mode: 'other-secret', secret: 'abc' }, { options: { secret: 'abc' } })).toMatchObject({ text });
    expect(await ask({ mode: 'other-secret' })).toMatchObject({ text: '', error: { code: 'unauthorized', message: expect.stringContaining('AIBN_SECRET') as string } });
  });

  test.each(['current', 'legacy', 'early'] as const)('8. the secret of a %s build that had none is found by one retry and remembered', async (build) => {
    await using server = await aibnServer({ build, answer: ['ok'] });
    const provider = createAibn({ baseURL: server.url });
    const tries = build === 'current' ? 1 : 2;
    for (const calls of [tries, tries + 1]) {
      expect(await provider.createAsync({ messages })).toBe('ok');
      expect(server.calls).toHaveLength(calls);
    }
  });

  test('9. a password: right, wrong, and apart from a refused upstream key', async () => {
    expect(await ask({ mode: 'wants-password' }, { options: { pass: 'sesame' } })).toMatchObject({ text });
    const wrong = await ask({ mode: 'wants-password' }, { options: { pass: 'sesame street' } });
    expect(wrong).toMatchObject({ error: { code: 'unauthorized', status: 401, message: expect.stringContaining('"Invalid password": set `pass`') as string } });
    const key = await ask({ mode: 'upstream-refuses', upstreamRefusal: { status: 401, body: '{"error":{"message":"Incorrect API key provided"}}' } });
    expect(key.error).toMatchObject({ code: 'unauthorized', status: 401, message: expect.stringContaining('Incorrect API key provided') as string });
  });

  test('10. milliseconds, the default anywhere but at aibn.cc', async () => {
    const now = () => 1_696_118_400_123;
    expect((await ask({ mode: 'wants-milliseconds' })).text).toBe(text);
    expect((await ask({}, { options: { now } })).bodies[0]?.time).toBe(1_696_118_400_123);
    expect((await ask({}, { options: { now, timeUnit: 's' } })).bodies[0]?.time).toBe(1_696_118_400);
  });

  test.each([
    ['rate-limited', undefined],
    ['rate-limited-seconds', 7_000],
  ] as const)('11. 429: %s', async (mode, retryAfter) => {
    const { error } = await ask({ mode });
    expect(error).toMatchObject({ code: 'rate-limited', status: 429 });
    expect(error?.retryAfter).toBe(retryAfter);
  });

  test('11. 429 with a date', async () => {
    const { error } = await ask({ mode: 'rate-limited-date' });
    expect(error?.retryAfter).toBeGreaterThan(20_000);
    expect(error?.retryAfter).toBeLessThanOrEqual(30_000);
  });

  test('12. an HTTP proxy and a SOCKS5 proxy with credentials', async () => {
    await using server = await aibnServer({ answer: ['ok'] });
    await using http = await listenProxy({ credentials: 'me:p@ss' });
    await using socks = await listenSocks({ credentials: 'me:p@ss' });
    for (const proxy of [http, socks]) {
      const address = new URL(proxy.url);
      address.username = 'me';
      address.password = 'p@ss';
      expect(await createAibn({ baseURL: server.url }).createAsync({ messages }, { proxy: address.href })).toBe('ok');
      expect(proxy.seen).not.toHaveLength(0);
    }
  });

  test('13. content in parts, null, and lone surrogates: as signed, so sent', async () => {
    const request = { messages: [{ role: 'user', content: null as never }, { role: 'user', content: [{ type: 'text', text: 'a\uD800' }, { type: 'text', text: 'b' }] }] } satisfies ChatRequest;
    const { text: got, bodies } = await ask({}, { request });
    expect(got).toBe(text);
    expect(bodies[0]?.messages.map(({ content }) => content)).toEqual(['', 'a\uFFFDb']);
    expect(await ask({}, { request: { messages: [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/a.png') }] }] } })).toMatchObject({ error: { code: 'unsupported' }, bodies: [] });
  });

  test('14. no messages', async () => {
    expect(await ask({}, { request: { messages: [] } })).toMatchObject({ error: { code: 'invalid-request' }, bodies: [] });
  });

  test('15. a consumer who leaves frees the socket', async () => {
    await using server = await aibnServer({ mode: 'never-ends', answer: ['a'] });
    for await (const chunk of createAibn({ baseURL: server.url }).createAsyncGenerator({ messages })) {
      expect(chunk).toBe('a');
      break;
    }
    expect(await server.calls[0]?.closed).toMatchObject({ isComplete: false });
  });

  test('16. an error body of 100 MB', async () => {
    await using server = await aibnServer({ mode: 'huge-error' });
    await expect(createAibn({ baseURL: server.url }).createAsync({ messages })).rejects.toMatchObject({ code: 'upstream', status: 500 });
    await server.calls[0]?.closed;
    expect(server.calls[0]?.bytesTaken()).toBeLessThan(20_000_000);
  });

  test('17. a kept-alive socket that was closed as it was reused', async () => {
    await using server = await aibnServer({ mode: 'closes-reused', answer: ['ok'] });
    const provider = createAibn({ baseURL: server.url });
    for (const calls of [1, 3]) {
      expect(await provider.createAsync({ messages })).toBe('ok');
      expect(server.calls).toHaveLength(calls);
      // A connection is free for the next request one turn of the event loop after its answer.
      await setImmediate();
    }
  });
});

describe('a deployment', () => {
  test.each(['upstream-unreachable', 'upstream-refuses'] as const)('that fails says so in its own words: %s', async (mode) => {
    const { error } = await ask({ mode });
    expect(error).toMatchObject({ code: 'upstream', status: mode === 'upstream-refuses' ? 503 : 500 });
    expect(error?.message).toMatch(/fetch failed|The model is overloaded/);
  });

  test('gets the temperature, and the whole history in order', async () => {
    const history: Message[] = [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }, { role: 'user', content: 'c' }];
    const { bodies } = await ask({}, { request: { messages: history, temperature: 0.5 } });
    expect(bodies[0]).toMatchObject({ messages: history, temperature: 0.5, pass: null });
  });

  test('with a limit gets the last turns, and the caller a warning', async () => {
    await using server = await aibnServer({ answer: ['ok'] });
    const history: Message[] = [{ role: 'system', content: 's' }, ...['a', 'b', 'c'].map((content): Message => ({ role: 'user', content }))];
    const parts = await Array.fromAsync(createAibn({ baseURL: `${server.url}/`, maxHistory: 2 }).createPartGenerator({ messages: history }));
    expect(parts[0]).toEqual({ type: 'warning', setting: 'maxHistory', message: 'the first 1 messages were left out' });
    expect(server.calls[0]?.messages.map(({ content }) => content)).toEqual(['s', 'b', 'c']);
  });

  test('never shows its secret or password in an error', async () => {
    const upstreamRefusal = { status: 400, body: '{"error":{"message":"bad: top-secret-1 open-sesame Привет, как дела?"}}' };
    await using server = await aibnServer({ secret: 'top-secret-1', pass: 'open-sesame', mode: 'upstream-refuses', upstreamRefusal });
    const error: unknown = await createAibn({ baseURL: server.url, secret: 'top-secret-1', pass: 'open-sesame' }).createAsync({ messages }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(/answered 400: bad: \[redacted\] \[redacted\] \[redacted\]$/) as string });
  });
});

test('the first deployment declares that it is dead, in seconds and with its own secret', () => {
  expect(aibn).toMatchObject({ id: 'aibn', url: 'https://aibn.cc', working: false, supportsMessageHistory: true, supportsGpt35Turbo: true });
  expect(createAibn({ baseURL: 'https://chat.example.com', id: 'mine' })).toMatchObject({ id: 'mine', working: true });
});
