import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { listen, listenProxy } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession, type RequestMessages, type StreamResponse, type StreamSessionInit, type TracedRequest } from './index.ts';

afterAll(closePools);

type Told = { readonly [K in keyof RequestMessages]: { readonly kind: K } & RequestMessages[K] }[keyof RequestMessages];

/** Runs `use` and gives what was told meanwhile, without the request, which must be the same throughout. */
async function told(use: () => Promise<unknown>): Promise<{ request: TracedRequest | undefined; messages: object[]; all: string }> {
  const messages: Told[] = [];
  const listeners = (['start', 'headers', 'end', 'error'] as const).map((kind) => {
    const listener = (message: unknown): void => void messages.push({ kind, ...(message as RequestMessages[typeof kind]) } as Told);
    subscribe(`g4f:requests:${kind}`, listener);
    return () => unsubscribe(`g4f:requests:${kind}`, listener);
  });
  await use().finally(() => listeners.forEach((remove) => remove()));
  const request = messages[0]?.request;
  for (const message of messages) expect(message.request).toBe(request);
  return { request, messages: messages.map(({ request: _, ...rest }) => rest), all: inspect(messages, { depth: 9, showHidden: true }) };
}

const answering = () => listen((request, response) => (request.url === '/moved' ? void response.writeHead(302, { location: '/' }).end() : void response.end('secret answer')));

async function get(url: string, use: (response: StreamResponse) => Promise<unknown>, init: StreamSessionInit = {}): Promise<void> {
  await using session = new StreamSession(init);
  await use(await session.get(url, { headers: { authorization: 'Bearer secret-key' } }));
}

test('tells the start, the headers and the end of a request, and nothing that is private', async () => {
  await using server = await answering();
  await using proxy = await listenProxy();
  const url = `${server.url}/models/secret-key/x?key=secret`;
  const { request, messages, all } = await told(() => get(url, (response) => response.text(), { proxy: proxy.url.replace('//', '//user:secret@'), provider: 'mine' }));
  expect(request).toEqual({ method: 'GET', url: `${server.url}/models/[redacted]/x`, provider: 'mine', proxy: new URL(proxy.url).host });
  expect(messages).toEqual([{ kind: 'start' }, { kind: 'headers', status: 200 }, { kind: 'end', isWhole: true }]);
  expect(all).not.toContain('secret');
});

test('tells of redirects as of one request', async () => {
  await using server = await answering();
  expect((await told(() => get(`${server.url}/moved`, (response) => response.text()))).messages).toEqual([{ kind: 'start' }, { kind: 'headers', status: 200 }, { kind: 'end', isWhole: true }]);
});

test('tells of an answer that was left, disposed of or aborted, without the reason', async () => {
  await using server = await listen((_, response) => void response.write('x'));
  const left = { messages: [{ kind: 'start' }, { kind: 'headers', status: 200 }, { kind: 'end', isWhole: false }] };
  const leave = async (response: StreamResponse) => {
    for await (const _ of response.iterText()) break;
  };
  expect(await told(() => get(server.url, leave))).toMatchObject(left);
  expect(await told(() => get(server.url, () => Promise.resolve()))).toMatchObject(left);
  const controller = new AbortController();
  const abort = (response: StreamResponse) => {
    controller.abort('secret');
    return failure(response.text());
  };
  const aborted = await told(() => get(server.url, abort, { signal: controller.signal }));
  expect(aborted).toMatchObject(left);
  expect(aborted.all).not.toContain('secret');
});

test('tells of a failure, before the headers and after them, once', async () => {
  await using server = await listen((_, response) => void response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()));
  const cut = await told(() => get(server.url, (response) => readAll(response.iterText())));
  expect(cut.messages).toMatchObject([{ kind: 'start' }, { kind: 'headers' }, { kind: 'error', error: { code: 'interrupted' } }]);
  const refused = await told(() => failure(get('http://127.0.0.1:1', () => Promise.resolve())));
  expect(refused.messages).toMatchObject([{ kind: 'start' }, { kind: 'error', error: { code: 'upstream' } }]);
  await using silent = await listen(() => undefined);
  const late = await told(() => failure(get(silent.url, () => Promise.resolve(), { deadlines: { firstByte: 50 } })));
  expect(late.messages).toMatchObject([{ kind: 'start' }, { kind: 'error', error: { code: 'timeout' } }]);
});

test('a listener may abort what it hears of', async () => {
  await using server = await answering();
  const controller = new AbortController();
  const abort = () => controller.abort('enough');
  subscribe('g4f:requests:start', abort);
  expect(await failure(get(server.url, (response) => response.text(), { signal: controller.signal }))).toBe('enough');
  unsubscribe('g4f:requests:start', abort);
  expect(server.openSockets()).toBe(0);
});
