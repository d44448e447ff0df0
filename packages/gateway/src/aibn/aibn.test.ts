import { once } from 'node:events';
import { defineProvider, ProviderError, type RunInit } from '@g4f/core';
import { createAibn, type AibnOptions as ClientOptions } from '@g4f/provider-aibn';
import { signChatgptDemo } from '@g4f/wires';
import { describe, expect, test } from 'vitest';
import { createAccess } from '../access/create-access.ts';
import type { GatewayOptions } from '../create-gateway.ts';
import { scripted, type Scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import type { AibnOptions } from './aibn-options.ts';
import { aibnEndpoints } from './aibn-endpoints.ts';

const messages = [{ role: 'user', content: 'Привет, как дела?' }] as const;

/** Serves a model behind a front end's protocol. */
function serve({ provider }: Scripted, { aibn, ...options }: GatewayOptions & { readonly aibn?: AibnOptions } = {}) {
  return serveProviders([provider], { ...options, ...(aibn !== undefined && { endpoints: aibnEndpoints(aibn) }) });
}

/** What Aibn's own client gets. */
async function ask(url: string, options: ClientOptions = {}, init: RunInit = {}): Promise<{ readonly chunks: readonly string[]; readonly error?: unknown }> {
  const chunks: string[] = [];
  try {
    for await (const chunk of createAibn({ baseURL: url, ...options }).createAsyncGenerator({ messages, temperature: 0.5 }, init)) chunks.push(chunk);
    return { chunks };
  } catch (error) {
    return { chunks, error };
  }
}

/** What a client gets that is nobody's in particular. */
async function post(url: string, body: unknown, path = '/api/generate'): Promise<{ readonly status: number; readonly type: string | null; readonly text: string }> {
  const response = await fetch(url + path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}
const signed = async (content: unknown, secret = '') => ({ messages: [{ role: 'user', content }], time: 1, pass: null, sign: await signChatgptDemo({ time: 1, content: String(content), secret }) });

describe("Aibn's client", () => {
  test('gets a signed answer streamed, with its settings and its whole conversation', async () => {
    const model = scripted('one', [{ type: 'reasoning', text: 'Hm.' }, 'При', 'вет 🌍', { type: 'usage', usage: { outputTokens: 2 }, provenance: 'reported' }]);
    await using served = await serve(model);
    expect((await ask(served.url)).chunks.join('')).toBe('Привет 🌍');
    expect(model.asked).toEqual([{ model: 'small', messages, temperature: 0.5 }]);
  });

  test('is refused without the right secret, and answered with it', async () => {
    const model = scripted('one', ['ok']);
    await using served = await serve(model, { aibn: { secret: 's3cret', model: 'vendor/large' } });
    for (const options of [{}, { secret: 'guess' }]) expect((await ask(served.url, options)).error).toMatchObject({ code: 'unauthorized', status: 401, message: expect.stringContaining('Invalid signature') as string });
    expect(model.asked).toEqual([]);
    expect(await ask(served.url, { secret: 's3cret' })).toEqual({ chunks: ['ok'] });
    expect(model.asked).toMatchObject([{ model: 'vendor/large' }]);
  });

  test('is refused without the right password, and answered with it', async () => {
    await using served = await serve(scripted('one', ['ok']), { aibn: { passwords: ['sesame', 'mellon'] } });
    for (const options of [{}, { pass: 'sesam' }]) expect((await ask(served.url, options)).error).toMatchObject({ code: 'unauthorized', status: 401, message: expect.stringContaining('Invalid password') as string });
    expect(await ask(served.url, { pass: 'mellon' })).toEqual({ chunks: ['ok'] });
  });

  test('brings a key of the gateway as its password, where keys are asked for', async () => {
    const access = await createAccess({ keys: [{ id: 'a', key: 'key-of-a-caller-of-this-gateway' }] });
    await using served = await serve(scripted('one', ['ok']), { access });
    for (const options of [{}, { pass: 'guess' }, { pass: 'two\nlines' }]) expect((await ask(served.url, options)).error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('Invalid password') as string });
    expect(await ask(served.url, { pass: 'key-of-a-caller-of-this-gateway' })).toEqual({ chunks: ['ok'] });
    expect((await post(served.url, { pass: 'guess' }, '/api/auth')).text).toBe('{"code":-1}');
    expect((await post(served.url, { pass: 'key-of-a-caller-of-this-gateway' }, '/api/auth')).text).toBe('{"code":0}');
  });

  test('is told of a failure after the first text, which is no answer', async () => {
    const failing = scripted('one', async function* () {
      yield 'Half';
      await Promise.resolve();
      throw new ProviderError('gone', { code: 'upstream' });
    });
    await using served = await serve(failing);
    expect(await ask(served.url)).toEqual({ chunks: ['Half'], error: expect.objectContaining({ code: 'interrupted' }) as Error });
  });

  test.each([
    ['rate-limited', { code: 'rate-limited', status: 429, retryAfter: 7_000 }],
    ['timeout', { code: 'upstream', status: 504 }],
    ['too-large', { code: 'too-large', status: 413 }],
  ] as const)('is told of a failure before the first text: %s', async (code, expected) => {
    const failing = scripted('one', async function* () {
      yield* [];
      await Promise.resolve();
      throw new ProviderError('no luck', { code, retryAfter: 7_000 });
    });
    await using served = await serve(failing);
    expect((await ask(served.url)).error).toMatchObject({ ...expected, message: expect.stringContaining('no luck') as string });
  });

  test('leaves, and the model behind the gateway is left', async () => {
    const left = new AbortController();
    const model = defineProvider({ id: 'one', url: 'https://one.example', models: ['m'], working: true, supportsMessageHistory: true }, async function* (_request, { signal }) {
      signal.addEventListener('abort', () => left.abort(), { once: true });
      yield 'Hal';
      await once(signal, 'abort');
    });
    await using served = await serveProviders([model]);
    const stop = new AbortController();
    const reason = new Error('enough');
    const pieces: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of createAibn({ baseURL: served.url }).createAsyncGenerator({ messages }, { signal: stop.signal })) {
        pieces.push(chunk);
        stop.abort(reason);
      }
    };
    await expect(reading()).rejects.toBe(reason);
    if (!left.signal.aborted) await once(left.signal, 'abort');
    expect(pieces).toEqual(['Hal']);
  });
});

describe('POST /api/generate', () => {
  test.each([
    ['no messages', {}, 400, 'No input text.'],
    ['an empty list', { messages: [] }, 400, 'No input text.'],
    ['null', null, 400, 'No input text.'],
    ['no signature', { messages, time: 1 }, 401, 'Invalid signature.'],
  ])('refuses %s as a current build does', async (_, body, status, message) => {
    await using served = await serve(scripted('one', ['ok']));
    expect(await post(served.url, body)).toEqual({ status, type: 'text/plain;charset=UTF-8', text: JSON.stringify({ error: { message } }) });
  });

  test('refuses a signature in upper case, and one of other content', async () => {
    await using served = await serve(scripted('one', ['ok']));
    const good = await signed('Hi');
    expect(await post(served.url, good)).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: 'ok' });
    expect((await post(served.url, { ...good, sign: good.sign.toUpperCase() })).status).toBe(401);
    expect((await post(served.url, { ...good, messages: [{ role: 'user', content: 'Ho' }] })).status).toBe(401);
    expect((await post(served.url, { ...good, time: 2 })).status).toBe(401);
  });

  test('takes content in parts, which is signed as what a template makes of it', async () => {
    const model = scripted('one', ['ok']);
    await using served = await serve(model);
    expect((await post(served.url, await signed([{ type: 'text', text: 'Hi' }]))).text).toBe('ok');
    expect(model.asked[0]?.messages).toEqual([{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }]);
  });

  test('names a mistake in text/plain, whose shape is OpenAI\'s', async () => {
    await using served = await serve(scripted('one', ['ok']));
    expect(await post(served.url, '{')).toMatchObject({ status: 400, type: 'text/plain;charset=UTF-8', text: expect.stringContaining('the body is not JSON') as string });
    const body = { ...(await signed('Hi')), messages: [{ role: 'robot', content: 'Hi' }] };
    expect(await post(served.url, body)).toMatchObject({ status: 400, text: expect.stringContaining('messages[0].role must be') as string });
  });

  test('answers no page of another host', async () => {
    await using served = await serve(scripted('one', ['ok']));
    for (const path of ['/api/generate', '/api/auth']) {
      const { status } = await fetch(served.url + path, { method: 'POST', headers: { origin: 'https://elsewhere.example' }, body: JSON.stringify(await signed('Hi')) });
      expect(status).toBe(403);
    }
  });
});

test.each([
  [undefined, {}, 0],
  [['sesame'], { pass: 'sesame' }, 0],
  [['sesame'], { pass: 'sesam' }, -1],
  [['sesame'], {}, -1],
  [['sesame'], null, -1],
])('with the passwords %j, %j gives the code %i', async (passwords, body, code) => {
  await using served = await serve(scripted('one', ['ok']), { aibn: { passwords } });
  expect(await post(served.url, body, '/api/auth')).toMatchObject({ status: 200, text: JSON.stringify({ code }) });
});
