import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Deadlines, ErrorCode } from '@g4f/core';
import { listenRaw } from '@g4f/testkit/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure } from '../test/read.ts';
import { leftBeyond, resources } from '../test/resources.ts';
import { closePools, StreamSession } from './index.ts';

beforeAll(closePools);
afterAll(closePools);

const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
const hello = `${chunked}5\r\nhello\r\n`;

/** Writes, again and again, at the pace of the reader or with a pause in between, until the connection is gone. */
function pour(socket: Socket, block: string | Uint8Array, pause?: number): void {
  if (pause === undefined) {
    const more = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', more);
    more();
    return;
  }
  const timer = setInterval(() => socket.write(block), pause);
  socket.on('close', () => clearInterval(timer));
}

interface Fault {
  /** Answers a request as far as it goes. */
  readonly answer: (socket: Socket) => void;
  /** What happens once the first text has been read. */
  readonly then?: (socket: Socket) => void;
  /** What a reader gets before the failure. */
  readonly text?: string;
  /** The deadline that it runs into; no other one is near. */
  readonly deadlines?: Deadlines;
  readonly code: ErrorCode;
  readonly words: string;
}

/** Every fault, and the one error that it gives: README shows the same. */
const faults: { readonly [name: string]: Fault } = {
  'a reset before the headers': { answer: (socket) => void socket.resetAndDestroy(), code: 'upstream', words: 'the connection was closed before an answer' },
  'a close before the headers': { answer: (socket) => void socket.end(), code: 'upstream', words: 'the connection was closed before an answer' },
  'a close within the headers': { answer: (socket) => void socket.end(`${ok}content-ty`), code: 'upstream', words: 'the connection was closed before an answer' },
  'a garbage status line': { answer: (socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n\r\n'), code: 'upstream', words: 'it does not speak HTTP' },
  'a bad content-length': { answer: (socket) => void socket.end(`${ok}content-length: -5\r\n\r\nhello`), code: 'upstream', words: 'it does not speak HTTP' },
  '10 000 headers': { answer: (socket) => void socket.write(`${ok}${'a: b\r\n'.repeat(10_000)}\r\n`), code: 'upstream', words: 'its headers are too large' },
  'endless headers': { answer: (socket) => void socket.write(ok, () => pour(socket, `x: ${'y'.repeat(1_000)}\r\n`)), code: 'upstream', words: 'its headers are too large' },
  'silence before the headers': { answer: () => undefined, deadlines: { firstByte: 150 }, code: 'timeout', words: 'the firstByte deadline' },
  'silence before the body': { answer: (socket) => void socket.write(chunked), deadlines: { firstByte: 150 }, code: 'timeout', words: 'the firstByte deadline' },
  'a reset after the headers': { answer: (socket) => void socket.write(chunked), then: (socket) => void socket.resetAndDestroy(), code: 'interrupted', words: 'was cut off' },
  'a reset between chunks': { answer: (socket) => void socket.write(hello), text: 'hello', then: (socket) => void socket.resetAndDestroy(), code: 'interrupted', words: 'was cut off' },
  'a reset within a chunk': { answer: (socket) => void socket.write(`${chunked}ff\r\nhello`), text: 'hello', then: (socket) => void socket.resetAndDestroy(), code: 'interrupted', words: 'was cut off' },
  'a reset within a character': {
    answer: (socket) => void socket.write(Buffer.concat([Buffer.from(`${ok}content-length: 99\r\n\r\nhello`), Buffer.from('🌍').subarray(0, 2)])),
    text: 'hello',
    then: (socket) => void socket.resetAndDestroy(),
    code: 'interrupted',
    words: 'was cut off',
  },
  'a close before the end': { answer: (socket) => void socket.write(hello), text: 'hello', then: (socket) => void socket.end(), code: 'interrupted', words: 'was cut off' },
  'a chunk without a length': { answer: (socket) => void socket.write(hello), text: 'hello', then: (socket) => void socket.write('what\r\n'), code: 'interrupted', words: 'was cut off' },
  'an encoding that is broken': { answer: (socket) => void socket.end(`${ok}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello`), code: 'interrupted', words: 'was cut off' },
  'an encoding that nobody knows': { answer: (socket) => void socket.end(`${ok}content-encoding: rot13\r\ncontent-length: 5\r\n\r\nhello`), code: 'upstream', words: 'which is not known here' },
  'a body that stops': { answer: (socket) => void socket.write(hello), text: 'hello', deadlines: { idle: 150 }, code: 'timeout', words: 'the idle deadline' },
  'a slow drip of single bytes': { answer: (socket) => void socket.write(chunked, () => pour(socket, '1\r\nx\r\n', 20)), text: 'x', deadlines: { total: 200 }, code: 'timeout', words: 'the total deadline' },
  'an endless body': { answer: (socket) => void socket.write(`${ok}\r\n`, () => pour(socket, Buffer.alloc(10_000, 'x'))), text: 'x', deadlines: { total: 200 }, code: 'timeout', words: 'the total deadline' },
};

test.each(Object.entries(faults))('%s gives its one error, and leaves nothing behind', async (_, { answer, then, text = '', deadlines, code, words }) => {
  const before = resources();
  let peer: Socket | undefined;
  {
    const { signal } = new AbortController();
    await using server = await listenRaw((socket) => socket.once('data', () => answer((peer = socket))));
    await using session = new StreamSession({ signal, deadlines, provider: 'mine' });
    const read = async (): Promise<string> => {
      let got = '';
      const chunks = (await session.post(server.url)).iterText();
      if (then !== undefined && text !== '') got += (await chunks.next()).value ?? '';
      if (peer !== undefined) then?.(peer);
      const error = await failure((async () => {
        for await (const chunk of chunks) if (got.length < 100) got += chunk;
      })());
      expect(got.replace(/x+/, 'x')).toBe(text);
      throw error;
    };
    expect(await failure(read())).toMatchObject({ code, provider: 'mine', message: expect.stringContaining(words) });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    // Not by the end of the session, of the pools or of the server.
    await expect.poll(() => server.openSockets()).toBe(0);
  }
  expect(await leftBeyond(before)).toBe(0);
});

test('an endless body is refused by whoever wants it whole, and its connection closed', async () => {
  await using server = await listenRaw((socket) => socket.once('data', () => socket.write(`${ok}\r\n`, () => pour(socket, Buffer.alloc(10_000, 'x')))));
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect(await failure(response.text(1_000_000))).toMatchObject({ code: 'upstream', message: expect.stringContaining('over 1000000 bytes') });
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('README has the table of faults as it is', () => {
  const rows = Object.entries(faults).map(([name, { code, words }]) => `| ${name} | \`${code}\` | ${words} |`);
  expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(rows.join('\n'));
});
