import type { ServerResponse } from 'node:http';
import { listen } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession, type StreamResponse } from './index.ts';

afterAll(closePools);

/** Runs `use` on the answer that `write` writes. */
async function answered<T>(write: (response: ServerResponse) => void, use: (response: StreamResponse) => Promise<T>): Promise<T> {
  await using server = await listen((_, response) => write(response));
  await using session = new StreamSession();
  return await use(await session.post(server.url));
}
const ending =
  (body: string | Uint8Array) =>
  (response: ServerResponse): void =>
    void response.end(body);

/** Writes each piece as a network chunk of its own. */
const pieces =
  (...parts: (string | Uint8Array)[]) =>
  (response: ServerResponse): void => {
    const [first, ...rest] = parts;
    if (first === undefined) response.end();
    else response.write(first, () => setTimeout(() => pieces(...rest)(response), 10));
  };

test('gives bytes', async () => {
  const { all } = await answered(pieces(Uint8Array.of(1, 2), Uint8Array.of(3)), (response) => readAll(response.iterContent()));
  expect(Buffer.concat(all)).toEqual(Buffer.of(1, 2, 3));
});

test('gives text whose characters are split across chunks, and a broken one at the end', async () => {
  const bytes = Buffer.from('\ufeffdé🌍');
  const parts = Array.from({ length: bytes.length - 1 }, (_, at) => bytes.subarray(at, at + 1));
  const { all } = await answered(pieces(...parts), (response) => readAll(response.iterText()));
  expect(all.join('')).toBe('dé\ufffd');
  expect(all).not.toContain('');
});

test('gives lines', async () => {
  expect((await answered(pieces('{"a":1}\r', '\n{"b"', ':2}\n\nlast'), (response) => readAll(response.iterLines()))).all).toEqual(['{"a":1}', '{"b":2}', '', 'last']);
});

test('gives events one by one', async () => {
  const write = pieces('data: 1\n\ndata: 2\n\n', ': ping\n\n', 'event: x\ndata: 3\n\ndata: cut');
  expect((await answered(write, (response) => readAll(response.iterEvents()))).all).toEqual([{ data: '1' }, { data: '2' }, { data: '3', event: 'x' }]);
});

test('gives events in batches as they came', async () => {
  let server: ServerResponse | undefined;
  const write = (response: ServerResponse): void => void (server = response).write('data: 1\n\ndata: 2\n\ndata:');
  await answered(write, async (response) => {
    const batches = response.iterEventBatches();
    expect(await batches.next()).toMatchObject({ value: [{ data: '1' }, { data: '2' }] });
    server?.end(' 3\n\n');
    expect((await readAll(batches)).all).toEqual([[{ data: '3' }]]);
  });
});

test('gives status, address and headers, also those that come twice', async () => {
  await answered(
    (response) => void response.writeHead(201, [['X-One', 'a'], ['set-cookie', 'a=1'], ['set-cookie', 'b=2']].flat()).end(),
    async (response) => {
      expect([response.status, response.headers.get('x-one'), response.headers.getSetCookie()]).toEqual([201, 'a', ['a=1', 'b=2']]);
      expect(response.headers).toBe(response.headers);
      expect(response.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    },
  );
});

test.each([
  ['Text/Event-Stream; charset=utf-8', 'text/event-stream'],
  [undefined, ''],
])('reads the media type %j as %j', async (type, read) => {
  const respond = (response: ServerResponse): void => void response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end();
  expect(await answered(respond, (response) => Promise.resolve(response.mediaType))).toBe(read);
});

test('gives JSON whatever its content-type, and says what is none', async () => {
  expect(await answered(ending('{"a":[1]}'), (response) => response.json())).toEqual({ a: [1] });
  expect(await failure(answered(ending('nonsense'), (response) => response.json()))).toMatchObject({ code: 'upstream', status: 200, message: expect.stringContaining('not JSON') });
  expect(await failure(answered(ending('<html>'), (response) => response.json()))).toMatchObject({ code: 'blocked' });
});

test('bounds the text', async () => {
  expect(await answered(ending('12345'), (response) => response.text(5))).toBe('12345');
  expect(await failure(answered(ending('123456'), (response) => response.text(5)))).toMatchObject({ code: 'upstream', message: expect.stringContaining('over 5 bytes') });
});

test('reads a body once', async () => {
  await answered(ending('x'), async (response) => {
    await response.text();
    expect(await failure(response.text())).toBeInstanceOf(TypeError);
    expect((await readAll(response.iterText())).error).toBeInstanceOf(TypeError);
  });
});

test('holds the sender at the pace of the reader, and memory with it', async () => {
  const size = 40_000_000;
  let sent = 0;
  await answered(
    (response) => {
      const block = Buffer.alloc(65_536);
      const more = (): void => {
        while (sent < size) {
          sent += block.length;
          if (!response.write(block)) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    },
    async (response) => {
      const chunks = response.iterContent();
      await chunks.next();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(sent).toBeLessThan(size / 2);
      let got = 0;
      for await (const chunk of chunks) got += chunk.length;
      expect(got).toBeGreaterThan(size - 100_000);
    },
  );
});
