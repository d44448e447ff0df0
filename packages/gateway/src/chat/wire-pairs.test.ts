import { isProviderError, type ChatRequest, type Part, type Tool } from '@g4f/core';
import { answer, cut, neverEnd, status, type Chunks } from '@g4f/testkit/servers';
import { createSseDecoder } from '@g4f/wires/sse';
import { describe, expect, test } from 'vitest';
import type { Attempt } from '@g4f/registry/routes';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind, type Kind } from '../../test/upstreams.ts';

const tool: Tool = { name: 'weather', description: 'Tells it', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } };
const request: ChatRequest = {
  model: 'small',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image', data: new Uint8Array([137, 80, 78, 71]), mediaType: 'image/png' }] },
  ],
  tools: [tool],
  maxTokens: 99,
};
const usage: Part = { type: 'usage', usage: { inputTokens: 11, outputTokens: 7 }, provenance: 'reported' };
const said: Chunks = [{ type: 'reasoning', text: 'Hm. ' }, 'Hel', 'lo 🌍', { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }, usage, { type: 'finish', reason: 'tool-calls' }];

const textIn = (parts: readonly Part[], type: 'text' | 'reasoning'): string => parts.map((part) => (part.type === type ? part.text : '')).join('');

/** Asks in a wire's own words, and reads the answer so too. */
async function ask({ wire, path }: Kind, url: string, isStream: boolean) {
  const context = { provider: 'client' };
  const written = { ...wire.encodeRequest({ ...request, model: 'small' }, context) };
  const body = wire.name === 'gemini' ? written : { ...written, stream: isStream, ...(wire.name === 'openai-chat' && !isStream && { stream_options: undefined }) };
  const response = await fetch(url + path(isStream), { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  const parts: Part[] = [];
  const asPart = (chunk: Part | string): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk);
  let error: unknown;
  try {
    if (isStream && response.ok) {
      const decoder = wire.createDecoder(context);
      for (const event of createSseDecoder().push(text)) parts.push(...decoder.push([event]).map(asPart));
      decoder.push([]);
      parts.push(...decoder.end().map(asPart));
    } else parts.push(...wire.decodeAnswer(JSON.parse(text), context));
  } catch (thrown) {
    error = thrown;
  }
  return { status: response.status, headers: response.headers, text, parts, error };
}

const pairs = Object.entries(kinds).flatMap(([client, from]) => Object.entries(kinds).map(([upstream, to]) => ({ client, from, upstream, to })));

describe.each(pairs)('a client of $client and an upstream of $upstream', ({ from, to, upstream: id }) => {
  test.each([true, false])('say the same to each other, streamed: %s', async (isStream) => {
    await using upstream = await listenKind(to, answer(said));
    const ledger: Attempt[] = [];
    await using served = await serveProviders([to.provide(upstream.url)], { onAttempt: (attempt) => ledger.push(attempt) });
    const { status: code, parts, error, headers } = await ask(from, served.url, isStream);
    expect([code, error]).toEqual([200, undefined]);
    expect(headers.get('x-g4f-provider')).toBe(id);
    expect(headers.get('x-g4f-attempts')).toBe('1');
    expect(textIn(parts, 'text')).toBe('Hello 🌍');
    expect(textIn(parts, 'reasoning')).toBe('Hm. ');
    expect(parts.find(({ type }) => type === 'tool-call')).toMatchObject({ name: 'weather' });
    expect(parts.find(({ type }) => type === 'usage')).toMatchObject({ usage: { inputTokens: 11, outputTokens: 7 } });
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
    const asked = to.wire.parseRequest({ ...(JSON.parse(upstream.calls[0]?.body ?? '') as object), model: 'small' }).request;
    expect(asked).toMatchObject({ messages: [{ role: 'system' }, { role: 'user' }], tools: [{ name: 'weather' }], maxTokens: 99 });
    expect(JSON.stringify(asked.messages[1])).toContain('137');
    expect(ledger).toMatchObject([{ provider: id, model: 'small', outcome: 'won', finishReason: 'tool-calls', usage: { inputTokens: 11, outputTokens: 7 }, provenance: 'reported' }]);
    expect(served.errors).toEqual([]);
  });

  test('tell a failure before content by its status', async () => {
    await using upstream = await listenKind(to, status(429, { headers: { 'retry-after': '7' }, body: JSON.stringify({ error: { message: 'slow down, Be brief.', code: 429, status: 'RESOURCE_EXHAUSTED' } }) }));
    await using served = await serveProviders([to.provide(upstream.url)]);
    const { status: code, headers, text, error } = await ask(from, served.url, true);
    expect(code).toBe(429);
    expect(headers.get('retry-after')).toBe('7');
    expect(headers.get('x-g4f-attempts')).toBe('1');
    expect(isProviderError(error) && error.code).toBe('rate-limited');
    expect(text).toContain('slow down');
    expect(text).not.toContain('Be brief.');
  });

  test('never make an answer that was cut off look finished', async () => {
    await using upstream = await listenKind(to, cut(['Hel', 'lo']));
    const ledger: Attempt[] = [];
    await using served = await serveProviders([to.provide(upstream.url)], { onAttempt: (attempt) => ledger.push(attempt) });
    const { status: code, text, parts, error } = await ask(from, served.url, true);
    expect(code).toBe(200);
    expect(textIn(parts, 'text')).toBe('Hello');
    expect(isProviderError(error)).toBe(true);
    expect(text).not.toMatch(/\[DONE\]|response\.completed|message_stop|finishReason/);
    expect(ledger).toMatchObject([{ outcome: 'failed', error: { code: 'interrupted' } }]);
  });

  test('go on to the next while there is no content', async () => {
    await using broken = await listenKind(to, status(500, { body: 'down' }));
    await using upstream = await listenKind(to, answer(said));
    const dead = { ...to.provide(broken.url), id: 'dead' };
    await using served = await serveProviders([dead, to.provide(upstream.url)]);
    const { headers, parts } = await ask(from, served.url, true);
    expect([headers.get('x-g4f-provider'), headers.get('x-g4f-attempts')]).toEqual([id, '2']);
    expect(textIn(parts, 'text')).toBe('Hello 🌍');
    expect(broken.calls).toHaveLength(1);
  });

  test('end upstream within 50 ms when the client leaves', async () => {
    await using upstream = await listenKind(to, neverEnd(['Hel', 'lo']));
    await using served = await serveProviders([to.provide(upstream.url)]);
    const written = from.wire.encodeRequest({ model: 'small', messages: [{ role: 'user', content: 'Hi' }], maxTokens: 9 }, { provider: 'client' });
    const body = JSON.stringify({ ...written, ...(from.wire.name !== 'gemini' && { stream: true }) });
    const times: number[] = [];
    // The best of a few: the machine may be busy with something else.
    while (times.length < 8 && !times.some((time) => time < 50)) {
      const controller = new AbortController();
      const response = await fetch(served.url + from.path(true), { method: 'POST', body, signal: controller.signal });
      const reader = response.body?.getReader();
      await reader?.read();
      const left = performance.now();
      controller.abort();
      const { at } = (await upstream.calls.at(-1)?.closed) ?? { at: Infinity };
      times.push(at - left);
      await expect(reader?.read()).rejects.toThrow();
    }
    expect(Math.min(...times)).toBeLessThan(50);
    expect(served.errors).toEqual([]);
  });
});
