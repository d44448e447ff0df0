import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { serveProviders, type Served } from '../../test/serve-providers.ts';

const chat = JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }] });
const post = (headers: string, body = chat): string => `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n\r\n${body}`;

function open({ server }: Served): { readonly socket: Socket; readonly said: () => string; readonly closed: Promise<unknown> } {
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1'))).on('error', () => undefined);
  return { socket, said: () => text, closed: new Promise((resolve) => socket.once('close', resolve)) };
}

/** Speaks bytes as they are, and gives all that came until the server closed. */
async function speak(served: Served, bytes: string): Promise<string> {
  const { socket, said, closed } = open(served);
  socket.write(bytes, 'latin1');
  await closed;
  return said();
}

describe('a connection', () => {
  test.each([
    ['headers', 'GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ', 'x'],
    ['a body', post('content-length: 1000', '{'), 'x'],
    ['a body in chunks', post('transfer-encoding: chunked', ''), '1\r\nx\r\n'],
  ])('that sends %s byte by byte is dropped, though it never pauses', async (_what, start, piece) => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { headersTimeout: 300, requestTimeout: 300 });
    const slow = Array.from({ length: 20 }, () => open(served));
    for (const { socket } of slow) socket.write(start);
    const drip = setInterval(() => slow.forEach(({ socket }) => !socket.destroyed && socket.write(piece)), 30);
    // Meanwhile others are answered.
    expect((await fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: chat })).status).toBe(200);
    await Promise.all(slow.map(({ closed }) => closed));
    clearInterval(drip);
    for (const { said } of slow) expect(said()).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
    expect(served.server.underWay()).toBe(0);
  });

  test('over the number that may be is closed at once', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { maxConnections: 2 });
    const first = [open(served), open(served)];
    await Promise.all(first.map(({ socket }) => once(socket, 'connect')));
    expect(await speak(served, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')).toBe('');
    first[0]?.socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    await first[0]?.closed;
    expect(first[0]?.said()).toContain('"ok"');
    first[1]?.socket.destroy();
  });

  test('that brings many requests in one write has no more of them at work than may be', async () => {
    const gate = Promise.withResolvers<undefined>();
    const { provider, asked } = scripted('one', async function* () {
      await gate.promise;
      yield 'Hi';
    });
    await using served = await serveProviders([provider], {}, { maxRequests: 3 });
    const { socket, said } = open(served);
    const one = post(`content-length: ${chat.length}`);
    socket.write(one.repeat(30));
    await expect.poll(() => asked.length).toBe(3);
    await setTimeout(50);
    expect(asked).toHaveLength(3);
    gate.resolve(undefined);
    await expect.poll(() => said().match(/HTTP\/1\.1 \d+/g)?.length).toBe(30);
    expect(said().match(/HTTP\/1\.1 503/g)).toHaveLength(27);
    socket.destroy();
  });
});

describe('a request', () => {
  test.each([
    ['two lengths', post(`content-length: 5\r\ncontent-length: ${chat.length}`)],
    ['a length and chunks', post(`content-length: ${chat.length}\r\ntransfer-encoding: chunked`)],
    ['an encoding of another name', post('transfer-encoding: xchunked')],
    ['a length that is none', post('content-length: 1e3')],
    ['a header that is folded', post(`x-a: b\r\n content-length: ${chat.length}`)],
    ['a line feed alone between headers', 'GET /healthz HTTP/1.1\nhost: localhost\nx-a: b\n\n'],
    ['a space before the colon', `GET /healthz HTTP/1.1\r\nhost : localhost\r\n\r\n`],
    ['no host', 'GET /v1/models HTTP/1.1\r\n\r\n'],
    ['a zero byte in a header', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-a: \0\r\n\r\n'],
  ])('with %s is refused, and its connection closed', async (_what, bytes) => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { headersTimeout: 500, requestTimeout: 500 });
    expect(await speak(served, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('that is smuggled behind another gets no answer', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { headersTimeout: 500, requestTimeout: 500 });
    const smuggled = 'GET /v1/models HTTP/1.1\r\nhost: localhost\r\n\r\n';
    const text = await speak(served, post(`content-length: ${smuggled.length}\r\ntransfer-encoding: chunked`, `0\r\n\r\n${smuggled}`));
    expect(text).not.toContain('"object":"list"');
  });

  test.each(['/v1/models/../../../etc/passwd', '/../../etc/passwd', '/v1/models/..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/v1/files/..%2f..%2fetc%2fpasswd/content', '/v1/providers/%00', '//etc/passwd', '/v1/models/%ff', 'file:///etc/passwd', 'http://169.254.169.254/latest/meta-data', '/\\..\\..\\windows'])('for a path that leads elsewhere finds nothing: %s', async (target) => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    const text = await speak(served, `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 40[045] /);
    expect(text).not.toContain('root:');
  });
});

describe('an answer', () => {
  test('has no header and no line that a client wrote, whatever it names a model or a request', async () => {
    const { provider } = scripted('one', ['Hi']);
    await using served = await serveProviders([provider]);
    const names = ['a\r\nset-cookie: evil=1', 'one/small\r\n\r\nHTTP/1.1 200 OK', 'one/\u0000\u010d\u010aset-cookie: evil=1', 'one/☃\n', '\ud800'];
    for (const model of names) {
      for (const stream of [true, false]) {
        const body = JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Hi' }] });
        const text = await speak(served, post(`connection: close\r\nx-g4f-explain: 1\r\nx-request-id: a%0d%0aset-cookie:evil\r\norigin: http://localhost\r\ncontent-length: ${Buffer.byteLength(body)}`, Buffer.from(body).toString('latin1')));
        const [head = ''] = text.split('\r\n\r\n');
        expect(head).toMatch(/^HTTP\/1\.1 [24]\d\d /);
        expect(head).not.toMatch(/^(?:set-cookie|evil)/im);
        expect(text.match(/^HTTP\//gm)).toHaveLength(1);
      }
    }
    expect(served.errors).toEqual([]);
  });
});
