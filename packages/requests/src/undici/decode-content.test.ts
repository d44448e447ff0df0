import type { ServerResponse } from 'node:http';
import * as zlib from 'node:zlib';
import { isProviderError, ProviderError } from '@g4f/core';
import { listen } from '@g4f/testkit/servers';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../../test/read.ts';
import { closePools, StreamSession } from '../index.ts';
import { decodeContent } from './decode-content.ts';

afterAll(closePools);

const encoders = {
  gzip: zlib.gzipSync,
  'x-gzip': zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
} as const;
const names = Object.keys(encoders) as (keyof typeof encoders)[];
const words = 'déjà vu 🌍 '.repeat(2_000);

async function read(encoding: string, body: Uint8Array, limit?: number): Promise<string> {
  await using server = await listen((_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(body));
  await using session = new StreamSession();
  const response = await session.post(server.url);
  return await response.text(limit);
}

test.each(names)('undoes %s', async (name) => {
  expect(await read(name.toUpperCase(), encoders[name](words))).toBe(words);
});

test('undoes deflate without its header, as some servers send it', async () => {
  expect(await read('deflate', zlib.deflateRawSync(words))).toBe(words);
  expect(await read('deflate', Buffer.of())).toBe('');
});

test('undoes several, last first, and identity', async () => {
  expect(await read('gzip, identity, br', zlib.brotliCompressSync(zlib.gzipSync(words)))).toBe(words);
  expect(await read('identity', Buffer.from(words))).toBe(words);
});

test.each(names)('takes %s that ends too early, or is none, for cut off', async (name) => {
  const body = encoders[name](words);
  expect(await failure(read(name, body.subarray(0, body.length - 9)))).toMatchObject({ code: 'interrupted' });
  expect(await failure(read(name, Buffer.from('plain text, not compressed')))).toMatchObject({ code: 'interrupted' });
});

test('does not know an encoding that nobody asked for', async () => {
  expect(await failure(read('rot13', Buffer.from('x')))).toMatchObject({ code: 'upstream', message: expect.stringContaining('rot13') });
  expect(await failure(read('gzip,gzip,gzip,gzip,gzip', Buffer.from('x')))).toMatchObject({ code: 'upstream' });
});

test('reads no more than it was told to of a body that explodes', async () => {
  expect(await failure(read('gzip', zlib.gzipSync(Buffer.alloc(50_000_000)), 100_000))).toMatchObject({ code: 'upstream' });
});

const open: ServerResponse[] = [];

/** A server that sends the first part of a compressed stream and waits. */
const flushing = () =>
  listen((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    const gzip = zlib.createGzip();
    gzip.pipe(response);
    gzip.write('first');
    gzip.flush();
    open.push(response);
  });

test('gives what it can at once, and closes the connection when the reader leaves', async () => {
  await using server = await flushing();
  await using session = new StreamSession();
  for await (const text of (await session.post(server.url)).iterText()) {
    expect(text).toBe('first');
    break;
  }
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('gives the reason of an abort untouched, and a cut as such', async () => {
  await using server = await flushing();
  const controller = new AbortController();
  await using session = new StreamSession({ signal: controller.signal });
  const [cut, aborted] = [(await session.post(server.url)).iterText(), (await session.post(server.url)).iterText()];
  expect([await cut.next(), await aborted.next()]).toMatchObject([{ value: 'first' }, { value: 'first' }]);
  open.at(-2)?.destroy();
  expect((await readAll(cut)).error).toMatchObject({ code: 'interrupted' });
  const next = failure(aborted.next());
  controller.abort('enough');
  expect(await next).toBe('enough');
});

test('passes over the encoding of an answer to HEAD, which has no body', async () => {
  await using server = await listen((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end());
  await using session = new StreamSession();
  const response = await session.request('HEAD', server.url);
  expect(await response.text()).toBe('');
});

const encoderOf = (name: string): ((bytes: Uint8Array) => Uint8Array) => names.flatMap((each) => (each === name.trim().toLowerCase() ? encoders[each] : []))[0] ?? ((bytes) => bytes);

/** Decodes without a network, in pieces of any size. */
async function decode(bytes: Uint8Array, header: string, cuts: readonly number[]): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const length of cuts) pieces.push(bytes.subarray(at, (at += length)));
  pieces.push(bytes.subarray(at));
  const source = { next: () => Promise.resolve(pieces.length === 0 ? undefined : pieces.splice(0, 2)), cancel: () => undefined };
  const body = decodeContent(source, header, 'POST', (error) => (isProviderError(error) ? error : new ProviderError('cut off', { code: 'interrupted' })));
  const decoded: Uint8Array[] = [];
  for (let batch = await body.next(); batch !== undefined; batch = await body.next()) decoded.push(...batch);
  return decoded;
}

const lists = fc.array(fc.constantFrom(...names, 'identity', ' GZIP ', ''), { maxLength: 3 });

test('undoes any list of encodings, however it is written and cut', async () => {
  await fc.assert(
    fc.asyncProperty(lists, fc.string({ unit: 'binary' }), fc.array(fc.nat(200)), async (list, text, cuts) => {
      let bytes: Uint8Array = Buffer.from(text.toWellFormed());
      for (const name of list) bytes = encoderOf(name)(bytes);
      expect(Buffer.concat(await decode(bytes, list.join(','), cuts)).toString()).toBe(text.toWellFormed());
    }),
    { numRuns: 30 },
  );
});

test('gives an error of ours, and ends, for anything at all', async () => {
  const header = fc.oneof(fc.string(), fc.array(fc.constantFrom(...names, 'identity', 'rot13', ',')).map((list) => list.join(',')));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), header, fc.array(fc.nat(50)), async (bytes, list, cuts) => {
      const error = await failure(decode(bytes, list, cuts));
      expect(error === undefined || isProviderError(error)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
