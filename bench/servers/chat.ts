import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { events, whole } from '../lib/completion.ts';

/** An upstream on OpenAI's wire: an answer in one piece, or 256 events, for a model that is called so each alone, for others all in one write. */
const inOneWrite = events.join('');

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece as string;
  return text;
}

const server = createServer(async (request, response) => {
  const { model, stream } = JSON.parse(await textOf(request)) as { readonly model: string; readonly stream?: boolean };
  if (stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length }).end(whole);
    return;
  }
  response.socket?.setNoDelay(true);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (!model.endsWith('each-alone')) {
    response.end(inOneWrite);
    return;
  }
  for (const event of events) {
    response.write(event);
    await setImmediate();
  }
  response.end();
});
server.listen(0, '127.0.0.1', 4_096, () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
