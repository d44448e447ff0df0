import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/**
 * An upstream on OpenAI's wire that does what the model's name says: well, or ill in one way. Under `/spare` it always does well.
 * `GET /go` lets go what `held` holds, and `GET /left` says when which connection was dropped: the prompt's text, and the time.
 */
const event = (delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] })}\n\n`;
const word = event({ content: 'a word ' });
const ending = `${event({}, 'stop')}data: [DONE]\n\n`;
const whole = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'a word '.repeat(50), refusal: null }, logprobs: null, finish_reason: 'stop' }],
  usage: { prompt_tokens: 20, completion_tokens: 100, total_tokens: 120 },
});
const left: { [prompt: string]: number } = {};
let gate = Promise.withResolvers<undefined>();

const begin = (response: ServerResponse): ServerResponse => response.writeHead(200, { 'content-type': 'text/event-stream' });

/** Writes at the reader's pace; `false` when it is gone. */
async function write(response: ServerResponse, bytes: string | Uint8Array): Promise<boolean> {
  if (!response.destroyed && !response.write(bytes)) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.on('drain', done).on('close', done);
    });
  }
  return !response.destroyed;
}

type Act = (response: ServerResponse, request: IncomingMessage) => unknown;
const acts: { readonly [model: string]: Act } = {
  async paced(response) {
    begin(response);
    for (let index = 0; index < 20 && (await write(response, word)); index++) await setTimeout(15);
    response.end(ending);
  },
  async held(response) {
    begin(response).write(word.repeat(5));
    await gate.promise;
    response.end(word.repeat(20) + ending);
  },
  whole: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(whole),
  async flood(response) {
    begin(response);
    const block = event({ content: 'x'.repeat(4_000) }).repeat(16);
    for (let bytes = 0; bytes < Number(process.argv[2] ?? 0) && (await write(response, block)); bytes += block.length);
    response.end(ending);
  },
  reset: (_response, { socket }) => socket.resetAndDestroy(),
  async cut(response, { socket }) {
    await write(begin(response), word.repeat(3));
    await setTimeout(20);
    socket.resetAndDestroy();
  },
  'ends-early': (response) => begin(response).end(word.repeat(3)),
  mute: () => undefined,
  stalls: (response) => begin(response).write(word),
  noise: (_response, { socket }) => socket.end(randomBytes(2_000)),
  garbage: (response) => begin(response).end(randomBytes(20_000)),
  page: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Just a moment...</title>'),
  broken: (response) => response.writeHead(500).end('{"error":{"message":"out of order"}}'),
  busy: (response) => response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' }).end('{"error":{"message":"slow down","type":"rate_limit_error","code":null}}'),
};

const server = createServer(async (request, response) => {
  if (request.url === '/go') {
    gate.resolve(undefined);
    gate = Promise.withResolvers();
    response.end();
  } else if (request.url === '/left') response.end(JSON.stringify(left));
  else {
    const { model, messages } = (await json(request)) as { readonly model: string; readonly messages: readonly { readonly content: string }[] };
    response.on('close', () => {
      if (!response.writableFinished) left[messages[0]?.content ?? ''] = performance.timeOrigin + performance.now();
    });
    response.on('error', () => undefined);
    await acts[request.url?.startsWith('/spare') === true ? 'paced' : model]?.(response, request);
  }
});
server.listen(0, '127.0.0.1', 4_096, () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
