import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request as ask, type Dispatcher } from 'undici';
import { clientKey, modelOf, shapes, upstreamModelOf } from '../lib/client-key.ts';
import { used } from '../lib/used.ts';

/**
 * The least that a gateway must do, written plainly: knows callers by the hash of their key, rewrites the name of the model, leaves
 * upstream when the client leaves, and counts what each caller used. Says what it used itself.
 */
const [, , upstream = ''] = process.argv;
const dispatcher = new Agent({ connections: 2_048 });
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
const callers = new Map([[hashOf(clientKey), 'bench']]);
const models = new Map(shapes.map((shape) => [modelOf(shape), upstreamModelOf(shape)]));
const tokens = new Map<string, number>();

function count(caller: string, text: string): void {
  const found = /"total_tokens":\s*(\d+)/.exec(text)?.[1];
  if (found !== undefined) tokens.set(caller, (tokens.get(caller) ?? 0) + Number(found));
}

async function handOn(answer: Dispatcher.ResponseData, response: ServerResponse, caller: string): Promise<void> {
  const isStream = answer.headers['content-type']?.includes('event-stream') === true;
  response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
  if (!isStream) {
    const text = await answer.body.text();
    count(caller, text);
    response.end(text);
    return;
  }
  let tail: Buffer | undefined;
  answer.body.on('data', (chunk: Buffer) => (tail = chunk.length > 1_000 || tail === undefined ? chunk.subarray(-1_000) : Buffer.concat([tail, chunk]).subarray(-1_000)));
  answer.body.on('end', () => tail !== undefined && count(caller, tail.toString()));
  answer.body.on('error', () => response.destroy());
  answer.body.pipe(response);
}

async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const caller = callers.get(hashOf(request.headers.authorization?.slice('Bearer '.length) ?? ''));
  if (caller === undefined) return void response.writeHead(401).end();
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = JSON.parse(Buffer.concat(pieces).toString()) as { readonly model: string };
  const model = models.get(body.model);
  if (model === undefined) return void response.writeHead(404).end();
  const headers = { 'content-type': 'application/json', authorization: 'Bearer key' };
  await handOn(await ask(`${upstream}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify({ ...body, model }), dispatcher, signal: left.signal }), response, caller);
}

const server = createServer((request, response) => {
  if (request.url?.startsWith('/used') === true) response.end(used(request.url.endsWith('collected')));
  else relay(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', 4_096, () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
