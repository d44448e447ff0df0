import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { delta, events, whole } from '../lib/completion.ts';

/**
 * An upstream on OpenAI's wire: an answer in one piece, or events, as the model's name says: `…one-write`, `…each-alone`, `…held`, of which
 * all but the first words wait for `GET /go`, and `…flood`, so many bytes as the program was told.
 */
const inOneWrite = events.join('');
const floodBytes = Number(process.argv[2] ?? 0);
const block = delta({ content: 'x'.repeat(4_000) }).repeat(16);
let gate = Promise.withResolvers<undefined>();

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece as string;
  return text;
}

const acts: { readonly [shape: string]: (response: ServerResponse) => unknown } = {
  'one-write': (response) => response.end(inOneWrite),
  async 'each-alone'(response) {
    for (const event of events) {
      response.write(event);
      await setImmediate();
    }
    response.end();
  },
  async held(response) {
    response.write(events.slice(0, 6).join(''));
    await gate.promise;
    response.end(events.slice(6).join(''));
  },
  async flood(response) {
    for (let bytes = 0; bytes < floodBytes; bytes += block.length) if (!response.write(block)) await once(response, 'drain');
    response.end(events.slice(-3).join(''));
  },
};

const server = createServer(async (request, response) => {
  if (request.url === '/go') {
    gate.resolve(undefined);
    gate = Promise.withResolvers();
    response.end();
    return;
  }
  const { model, stream } = JSON.parse(await textOf(request)) as { readonly model: string; readonly stream?: boolean };
  if (stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length }).end(whole);
    return;
  }
  response.socket?.setNoDelay(true);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const shape = Object.keys(acts).find((name) => model.endsWith(name)) ?? 'one-write';
  await acts[shape]?.(response);
});
server.listen(0, '127.0.0.1', 4_096, () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
