import type { IncomingMessage, ServerResponse } from 'node:http';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listen, listenProxy } from '@g4f/testkit/servers';
import { describe, expect, test } from 'vitest';
import { bytes, smallModel } from '../test/small-model.ts';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { downloadFile } from './download-file.ts';
import type { DownloadProgress } from './progress.ts';

const tag = '"v1"';

/** Gives the file as a careful server does: ranges are honoured while the tag is the same. */
function give(request: IncomingMessage, response: ServerResponse, sendTag = tag): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isPartial = from > 0 && request.headers['if-range'] === sendTag;
  const body = isPartial ? bytes.subarray(from) : bytes;
  response.writeHead(isPartial ? 206 : 200, {
    etag: sendTag,
    'content-length': body.length,
    ...(isPartial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
  });
  response.end(body);
}

async function setting() {
  const directory = await temporaryDirectory();
  const to = join(directory.path, 'small.gguf');
  const progress: DownloadProgress[] = [];
  const fetch = (url: string, { expected = smallModel, signal = new AbortController().signal, proxy }: { expected?: typeof smallModel | null; signal?: AbortSignal; proxy?: string } = {}) =>
    downloadFile({ url, to, expected: expected ?? undefined, onProgress: (each) => progress.push(each) }, { signal, proxy });
  return { to, part: `${to}.part`, progress, fetch, files: () => readdir(directory.path), [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() };
}

describe('downloadFile', () => {
  test('downloads a file, tells how far it is, and leaves nothing else behind', async () => {
    await using s = await setting();
    await using server = await listen((request, response) => give(request, response));
    await s.fetch(`${server.url}/small.gguf`);
    expect(await readFile(s.to)).toEqual(bytes);
    expect(await s.files()).toEqual(['small.gguf']);
    expect(s.progress[0]).toEqual({ received: 0, total: bytes.length, source: new URL(server.url).host, state: 'running' });
    expect(s.progress.at(-1)).toMatchObject({ received: bytes.length, state: 'done' });
  });

  test('goes on where an earlier attempt ended', async () => {
    await using s = await setting();
    const ranges: unknown[] = [];
    await using server = await listen((request, response) => {
      ranges.push(request.headers.range);
      give(request, response);
    });
    await writeFile(s.part, bytes.subarray(0, 1000));
    await writeFile(`${s.part}.etag`, tag);
    await s.fetch(server.url);
    expect(ranges).toEqual(['bytes=1000-']);
    expect(await readFile(s.to)).toEqual(bytes);
  });

  test('begins anew where the server has another file by now', async () => {
    await using s = await setting();
    await using server = await listen((request, response) => give(request, response, '"v2"'));
    await writeFile(s.part, 'GGUF of another version');
    await writeFile(`${s.part}.etag`, tag);
    await s.fetch(server.url);
    expect(await readFile(s.to)).toEqual(bytes);
  });

  test('begins anew where the server refuses the range', async () => {
    await using s = await setting();
    await using server = await listen((request, response) => (request.headers.range === undefined ? give(request, response) : response.writeHead(416).end()));
    await writeFile(s.part, bytes);
    await writeFile(`${s.part}.etag`, tag);
    await s.fetch(server.url);
    expect(await readFile(s.to)).toEqual(bytes);
  });

  test('goes on by itself when the connection is cut', async () => {
    await using s = await setting();
    let requests = 0;
    await using server = await listen((request, response) => {
      requests++;
      if (requests > 2) return give(request, response);
      const from = requests === 1 ? 0 : Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
      response.writeHead(from === 0 ? 200 : 206, { etag: tag, 'content-length': bytes.length - from, ...(from === 0 ? {} : { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }) });
      response.write(bytes.subarray(from, from + 100_000), () => setTimeout(() => response.destroy(), 20));
    });
    await s.fetch(server.url);
    expect(await readFile(s.to)).toEqual(bytes);
    expect(requests).toBe(3);
  });

  test('gives up on a server that brings nothing', async () => {
    await using s = await setting();
    await using server = await listen((_request, response) => response.destroy());
    await expect(s.fetch(server.url)).rejects.toMatchObject({ name: 'SourceFailure', message: expect.stringContaining('closed before an answer') });
  });

  test('refuses a file with the wrong hash, and forgets it', async () => {
    await using s = await setting();
    const wrong = Buffer.from(bytes);
    wrong[1000] = 0;
    await using server = await listen((_request, response) => response.writeHead(200, { etag: tag }).end(wrong));
    await expect(s.fetch(server.url)).rejects.toThrow(/has the SHA-256 [0-9a-f]{64}, not/);
    expect(await s.files()).toEqual([]);
  });

  test('refuses a file of another size before it comes', async () => {
    await using s = await setting();
    await using server = await listen((_request, response) => response.end('<html>please log in</html>'));
    await expect(s.fetch(server.url)).rejects.toThrow('offers a file of 26 bytes');
  });

  test('refuses more bytes than there should be', async () => {
    await using s = await setting();
    await using server = await listen((_request, response) => {
      response.write(bytes);
      response.end(bytes);
    });
    await expect(s.fetch(server.url)).rejects.toThrow(`sends more than ${bytes.length} bytes`);
  });

  test('tells a status that is no answer', async () => {
    await using s = await setting();
    await using server = await listen((_request, response) => response.writeHead(403).end());
    await expect(s.fetch(server.url)).rejects.toThrow('answered with HTTP 403');
  });

  test('follows redirects, and takes the hash that the first answer gives', async () => {
    await using s = await setting();
    let sha256: string = smallModel.sha256;
    await using server = await listen((request, response) => {
      if (request.url === '/file') give(request, response);
      else response.writeHead(302, { location: '/file', 'x-linked-etag': `"${sha256}"` }).end();
    });
    await s.fetch(server.url, { expected: null });
    expect(await readFile(s.to)).toEqual(bytes);
    sha256 = '0'.repeat(64);
    await expect(s.fetch(server.url, { expected: null })).rejects.toThrow(`not ${sha256}`);
  });

  test('refuses a file that is no model, and redirects without end', async () => {
    await using s = await setting();
    await using server = await listen((request, response) => (request.url === '/page' ? response.end('<html>') : response.writeHead(302, { location: '/' }).end()));
    await expect(s.fetch(`${server.url}/page`, { expected: null })).rejects.toThrow('not a GGUF file');
    await expect(s.fetch(server.url)).rejects.toThrow('in circles');
  });

  test('stops at once with its caller, and keeps what came', async () => {
    await using s = await setting();
    await using server = await listen((_request, response) => response.writeHead(200, { etag: tag, 'content-length': bytes.length }).write(bytes.subarray(0, 50_000)));
    const controller = new AbortController();
    const reason = new Error('enough');
    const done = s.fetch(server.url, { signal: controller.signal });
    await expect.poll(() => s.progress.at(-1)?.received).toBe(50_000);
    controller.abort(reason);
    await expect(done).rejects.toBe(reason);
    expect((await readFile(s.part)).length).toBeGreaterThan(0);
    expect(await readFile(`${s.part}.etag`, 'utf8')).toBe(tag);
    await expect.poll(() => server.openSockets()).toBe(0);
  });

  test('goes through the proxy of the call', async () => {
    await using s = await setting();
    await using server = await listen((request, response) => give(request, response));
    await using proxy = await listenProxy();
    await s.fetch(server.url, { proxy: proxy.url });
    expect(proxy.seen).toHaveLength(1);
  });
});
