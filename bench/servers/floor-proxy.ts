import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request as ask } from 'undici';
import { used } from '../lib/used.ts';

/** The least that a proxy can do: reads the body as JSON, sends it on, and hands the answer back as it comes. Says what it used. */
const [, , upstream = ''] = process.argv;
const dispatcher = new Agent({ connections: 2_048 });
const server = createServer(async (request, response) => {
  if (request.url?.startsWith('/used') === true) return void response.end(used(request.url.endsWith('collected')));
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = JSON.parse(Buffer.concat(pieces).toString()) as object;
  const answer = await ask(`${upstream}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer key' }, body: JSON.stringify(body), dispatcher });
  response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
  answer.body.pipe(response);
});
server.listen(0, '127.0.0.1', 4_096, () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
