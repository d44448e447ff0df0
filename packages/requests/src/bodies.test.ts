import { execFile } from 'node:child_process';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, describe, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

const words = Array.from({ length: 2_000 }, (_, at) => `déjà ${at} 🌍`).join();
const encodings = {
  identity: (text: string) => Buffer.from(text),
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
} as const;
type Encoding = keyof typeof encodings;

const chunk = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const framings = {
  chunked: { header: () => 'transfer-encoding: chunked', body: chunk, last: '0\r\n\r\n' },
  'content-length': { header: (whole: Uint8Array) => `content-length: ${whole.length}`, body: (bytes: Uint8Array) => bytes, last: '' },
  'connection-close': { header: () => 'connection: close', body: (bytes: Uint8Array) => bytes, last: '' },
} as const;
type Framing = keyof typeof framings;

const combinations = (Object.keys(encodings) as Encoding[]).flatMap((encoding) => (Object.keys(framings) as Framing[]).map((framing) => [encoding, framing] as const));

/** Sends a part of a body, waits until its headers have come, ends the connection in some way, and gives what was read. */
async function read(encoding: Encoding, framing: Framing, part: number, end: (socket: Socket) => void) {
  const whole = encodings[encoding](words);
  const { header, body, last } = framings[framing];
  let peer: Socket | undefined;
  await using server = await listenRaw((socket) =>
    socket.once('data', () => {
      peer = socket;
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\n${header(whole)}\r\n\r\n`);
      socket.write(body(whole.subarray(0, whole.length * part)));
    }),
  );
  await using session = new StreamSession();
  const response = await session.post(server.url);
  if (part === 1) peer?.write(last);
  if (peer !== undefined) end(peer);
  const { all, error } = await readAll(response.iterText());
  return { text: all.join(''), error };
}

describe.each(combinations)('%s, %s', (encoding, framing) => {
  test('is whole at its end', async () => {
    expect(await read(encoding, framing, 1, (socket) => void socket.end())).toEqual({ text: words, error: undefined });
  });

  test('is interrupted by a reset in the middle', async () => {
    expect(await read(encoding, framing, 0.5, (socket) => void socket.resetAndDestroy())).toMatchObject({ error: { code: 'interrupted' } });
  });

  // Without an encoding or a length, nothing tells an early end from the right one.
  test.skipIf(encoding === 'identity' && framing === 'connection-close')('is interrupted by a close in the middle', async () => {
    const { text, error } = await read(encoding, framing, 0.5, (socket) => void socket.end());
    expect(error).toMatchObject({ code: 'interrupted' });
    expect(words.startsWith(text)).toBe(true);
  });
});

describe('a content-length', () => {
  const answering = (...lengths: string[]) =>
    listenRaw((socket) => void socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${lengths.map((length) => `content-length: ${length}\r\n`).join('')}\r\nhello`)));

  test.each([['many'], ['-5'], ['5x'], ['5, 6'], ['5', '6'], ['5', '5'], ['99999999999999999999999'], ['']])('of %j is an upstream error', async (...lengths) => {
    await using server = await answering(...lengths);
    await using session = new StreamSession();
    expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream', message: expect.stringMatching(/does not speak HTTP|its content-length is wrong/) });
  });

  test('over the body is interrupted', async () => {
    await using server = await answering('6');
    await using session = new StreamSession();
    expect(await readAll((await session.post(server.url)).iterText())).toMatchObject({ all: ['hello'], error: { code: 'interrupted' } });
  });

  test('under the body ends it there, and the rest is nobody’s answer', async () => {
    const rest = 'HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nsmuggled';
    let requests = 0;
    await using server = await listenRaw((socket) => socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nno${++requests}${rest}`)));
    for (const at of [1, 2]) {
      await using session = new StreamSession();
      expect(await (await session.post(server.url)).text()).toBe(`no${at}`);
    }
  });

  test('beside chunks is an upstream error', async () => {
    await using server = await listenRaw((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')));
    await using session = new StreamSession();
    expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream' });
  });
});

const size = 100_000_000;
const event = `data: ${'x'.repeat(92)}\n\n`;
/** 100 MB, as it is or in gzip, as fast as it is taken. */
const flood: RequestListener = (request, response) => {
  const isGzip = request.url === '/gzip';
  response.writeHead(200, isGzip ? { 'content-encoding': 'gzip' } : {});
  const out = isGzip ? zlib.createGzip({ level: 1 }) : response;
  if (out !== response) out.pipe(response);
  const block = Buffer.alloc(100_000, event);
  let sent = 0;
  const more = (): void => {
    while (sent < size) {
      sent += block.length;
      if (!out.write(block)) return;
    }
    if (!out.writableEnded) out.end();
  };
  out.on('drain', more);
  more();
};

test.each([
  ['/plain', 'iterContent'],
  ['/plain', 'iterText'],
  ['/gzip', 'iterEventBatches'],
])('100 MB of %s go through %s in flat memory', async (path, method) => {
  await using server = await listen(flood);
  const script = `
    const { StreamSession } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    await using session = new StreamSession();
    const response = await session.post('${server.url}${path}');
    let got = 0, first, most = { heapUsed: 0, rss: 0 };
    for await (const batch of response.${method}()) {
      const before = got;
      got += Array.isArray(batch) ? batch.length * ${event.length} : batch.length;
      if (Math.floor(before / 5e6) === Math.floor(got / 5e6)) continue;
      gc();
      const { heapUsed, rss } = process.memoryUsage();
      first ??= { heapUsed, rss };
      most = { heapUsed: Math.max(most.heapUsed, heapUsed), rss: Math.max(most.rss, rss) };
    }
    process.stdout.write(JSON.stringify({ got, heap: most.heapUsed - first.heapUsed, rss: most.rss - first.rss }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], { timeout: 14_000 });
  const { got, heap, rss } = JSON.parse(stdout) as { readonly got: number; readonly heap: number; readonly rss: number };
  expect(got).toBeGreaterThan(size - 100);
  expect(heap).toBeLessThan(5_000_000);
  expect(rss).toBeLessThan(50_000_000);
});
