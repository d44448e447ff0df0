import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { certificate, listen } from '@g4f/testkit/servers';
import { Agent, MockAgent, SnapshotAgent } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

test('a MockAgent answers without a network, in a stream too', async () => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  const service = mock.get('https://api.example.com');
  service.intercept({ path: '/chat', method: 'POST', body: '{"prompt":"Hi"}' }).reply(200, 'data: Hel\n\ndata: lo\n\n');
  service.intercept({ path: '/chat', method: 'POST' }).reply(429, '{"error":"slow down"}', { headers: { 'retry-after': '2' } });
  service.intercept({ path: '/chat', method: 'POST' }).replyWithError(new Error('broken'));
  await using session = new StreamSession({ dispatcher: mock });
  const ask = () => session.post('https://api.example.com/chat', { json: { prompt: 'Hi' } });
  expect((await readAll((await ask()).iterEvents())).all).toEqual([{ data: 'Hel' }, { data: 'lo' }]);
  expect(await failure((await ask()).raiseForStatus())).toMatchObject({ code: 'rate-limited', retryAfter: 2_000 });
  expect(await failure(ask())).toMatchObject({ code: 'upstream', cause: { message: 'broken' } });
  expect(await failure(ask())).toMatchObject({ code: 'upstream' });
  await mock.close();
});

test('a SnapshotAgent records an answer, and gives it again without a network', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'g4f-'));
  const snapshotPath = path.join(folder, 'chat.json');
  const ask = async (url: string, dispatcher: SnapshotAgent) => {
    await using session = new StreamSession({ dispatcher });
    const response = await session.post(url, { json: { prompt: 'Hi' }, headers: { authorization: 'Bearer secret' } });
    return { status: response.status, text: (await readAll(response.iterText())).all.join('') };
  };
  try {
    let url = '';
    {
      await using server = await listen((_, response) => {
        response.write('Hel');
        setTimeout(() => response.end('lo'), 10);
      });
      ({ url } = server);
      const recorder = new SnapshotAgent({ mode: 'record', snapshotPath, excludeHeaders: ['authorization'] });
      expect(await ask(url, recorder)).toEqual({ status: 200, text: 'Hello' });
      await recorder.close(); // writes what was recorded
      expect(await readFile(snapshotPath, 'utf8')).not.toContain('secret');
    }
    const player = new SnapshotAgent({ mode: 'playback', snapshotPath, excludeHeaders: ['authorization'] });
    expect(await ask(url, player)).toEqual({ status: 200, text: 'Hello' });
    await player.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Speaks HTTP/2 over TLS, as services do. */
async function listenHttp2(onStream: (stream: ServerHttp2Stream) => void) {
  const server = createSecureServer(certificate).on('stream', onStream);
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => void sessions.add(session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('an agent that speaks HTTP/2', () => {
  const withAgent = async <T>(use: (session: StreamSession) => Promise<T>): Promise<T> => {
    const dispatcher = new Agent({ allowH2: true, connect: { ca: certificate.cert } });
    try {
      await using session = new StreamSession({ dispatcher });
      return await use(session);
    } finally {
      await dispatcher.destroy();
    }
  };

  test('streams an answer', async () => {
    await using server = await listenHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.write('data: 1\n\n');
      stream.end('data: 2\n\n');
    });
    await withAgent(async (session) => {
      const response = await session.post(server.url, { json: {} });
      expect(response.status).toBe(200);
      expect((await readAll(response.iterEvents())).all).toEqual([{ data: '1' }, { data: '2' }]);
    });
  });

  test.each<[string, (stream: ServerHttp2Stream) => void]>([
    ['RST_STREAM', (stream) => void stream.destroy(new Error('broken'))],
    ['a connection that is gone', (stream) => void stream.session?.destroy()],
  ])('takes %s in the body for interrupted, after what came', async (_, cut) => {
    let open: ServerHttp2Stream | undefined;
    await using server = await listenHttp2((stream) => {
      open = stream.on('error', () => undefined);
      stream.respond({ ':status': 200 });
      stream.write('hello');
    });
    await withAgent(async (session) => {
      const chunks = (await session.post(server.url)).iterText();
      expect(await chunks.next()).toMatchObject({ value: 'hello' });
      if (open !== undefined) cut(open);
      expect(await failure(chunks.next())).toMatchObject({ code: 'interrupted' });
    });
  });

  test('takes RST_STREAM before the headers for upstream', async () => {
    await using server = await listenHttp2((stream) => void stream.on('error', () => undefined).close(constants.NGHTTP2_REFUSED_STREAM));
    await withAgent(async (session) => {
      expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream' });
    });
  });

  test('ends its stream, not the connection, when the reader leaves', async () => {
    const closed = Promise.withResolvers<undefined>();
    await using server = await listenHttp2((stream) => {
      stream.respond({ ':status': 200 });
      stream.on('error', () => undefined).on('close', () => closed.resolve(undefined));
      stream.write('x');
    });
    await withAgent(async (session) => {
      for await (const _ of (await session.post(server.url)).iterText()) break;
      await closed.promise;
    });
  });
});
