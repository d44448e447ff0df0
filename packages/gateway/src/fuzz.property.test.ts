import fc from 'fast-check';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { scripted } from '../test/scripted.ts';
import { serveProviders } from '../test/serve-providers.ts';

const paths = ['/v1/chat/completions', '/v1/responses', '/v1/messages', '/v1/messages/count_tokens', '/api/generate', '/api/auth', '/v1beta/models/small:generateContent', '/v1beta/models/small:streamGenerateContent?alt=sse', '/v1/models', '/v1/models/small', '/v1/providers', '/v1/providers/one', '/v1/providers/one/probe', '/v1/explain', '/v1/explain?model=small&supportsTools=true&nope=1', '/healthz', '/readyz', '/', '/nope'];
const path = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: fc.webPath({ size: 'small' }).map((each) => (each === '' ? '/' : each)) });
const method = fc.oneof({ weight: 4, arbitrary: fc.constant('POST') }, { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH') });

const word = fc.constantFrom('small', 'one/small', 'user', 'system', 'tool', 'assistant', 'text', 'image', 'tool_use', 'function', '', '__proto__', 'constructor', 'data:image/png;base64,AA', 'x'.repeat(300));
const key = fc.constantFrom('model', 'messages', 'role', 'content', 'type', 'text', 'tools', 'tool_calls', 'function', 'name', 'arguments', 'parameters', 'stream', 'stream_options', 'max_tokens', 'stop', 'n', 'contents', 'parts', 'input', 'call_id', 'output', 'pass', 'sign', 'system', 'thinking', 'response_format', 'image_url', 'source', 'request', 'supportsTools', 'working', 'minContext', '__proto__', 'constructor', 'prototype', 'toString');
const { value: anything } = fc.letrec<{ value: unknown; list: unknown[]; object: object }>((tie) => ({
  value: fc.oneof({ maxDepth: 6 }, word, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.string(), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));
/** Something near a request: what is asked for is there, and everything else is anything. */
const near = fc.record({ model: fc.constantFrom('small', 'one/small', 'none'), messages: anything, contents: anything, input: anything, max_tokens: fc.oneof(fc.constant(9), anything), stream: fc.oneof(fc.boolean(), anything), extra: anything });
const body = fc.oneof(anything.map((each) => JSON.stringify(each) ?? ''), near.map((each) => JSON.stringify(each)), fc.string(), fc.uint8Array().map((bytes) => Buffer.from(bytes)));

test('whatever is asked, no route fails by its own fault or hangs', async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider]);
  await fc.assert(
    fc.asyncProperty(method, path, body, async (verb, at, sent) => {
      const response = await fetch(served.url + at, { method: verb, ...(verb === 'GET' ? {} : { body: sent as string }), signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      expect([response.status, text]).toEqual([expect.toSatisfy((status: number) => status < 500 || status === 503), expect.anything()]);
      expect(text).not.toMatch(/\bat \w.*:\d+:\d+/);
    }),
    { numRuns: 400 },
  );
  expect(served.errors).toEqual([]);
  expect(served.server.underWay()).toBe(0);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}, 60_000);

test('whatever bytes a connection brings, it is answered or closed', async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { headersTimeout: 300, requestTimeout: 300, keepAliveTimeout: 50 });
  const line = fc.constantFrom('GET / HTTP/1.1\r\n', 'POST /v1/messages HTTP/1.1\r\n', 'host: localhost\r\n', 'content-length: 5\r\n', 'content-length: -1\r\n', 'transfer-encoding: chunked\r\n', 'expect: 100-continue\r\n', 'connection: upgrade\r\nupgrade: websocket\r\n', '\r\n', '5\r\nhello\r\n', 'x'.repeat(500), '\0', ': \r\n');
  const bytes = fc.oneof(fc.array(line, { maxLength: 8 }).map((lines) => Buffer.from(lines.join(''))), fc.uint8Array().map((each) => Buffer.from(each)));
  await Promise.all(
    fc.sample(bytes, 150).map(
      (each) =>
        new Promise<void>((resolve) => {
          const socket = connect(served.server.port, '127.0.0.1');
          socket.on('error', () => undefined).on('close', () => resolve()).resume();
          socket.write(each);
        }),
    ),
  );
  expect(served.errors).toEqual([]);
  expect(served.server.underWay()).toBe(0);
}, 30_000);

test('JSON that is too deep is refused, and a prototype stays what it is', async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider]);
  const post = (sent: string): Promise<Response> => fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: sent });
  expect((await post(`{"model":"small","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status).toBe(400);
  expect((await post('['.repeat(1_000_000))).status).toBe(400);
  expect((await post('{"model":"small","messages":[{"role":"user","content":"Hi"}],"__proto__":{"polluted":1},"metadata":{"__proto__":{"polluted":1}}}')).status).toBe(200);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
