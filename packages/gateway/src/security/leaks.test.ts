import { listenWire, speak, type Act } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { kinds } from '../../test/upstreams.ts';
import { createAccess } from '../access/create-access.ts';
import { serve } from '../node.ts';
import { createLog } from '../telemetry/log.ts';
import { observeGateway } from '../telemetry/observe.ts';

const key = 'gateway-key-0123456789-canary';
const prompt = 'the private words of a prompt, which nobody else may read';
const system = 'and the private words of the operator of this application';

/** What an upstream says that tells all it was told: its key and the prompt, whole and in pieces, plain, in JSON and in a page. */
const said = ({ request, call }: Parameters<Act>[0]): string =>
  `your key ${String(request.headers.authorization ?? request.headers['x-api-key'] ?? request.headers['x-goog-api-key'])} and ${call.messages.map(({ content }) => `${content} ${content.slice(5, 40)}`).join(' ')}`;
const failing = (status: number): Act => (exchange) => void exchange.response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: said(exchange), type: said(exchange), code: said(exchange) } }));
const acts: { readonly [name: string]: Act } = {
  ...Object.fromEntries([400, 401, 402, 403, 404, 413, 422, 429, 500, 503].map((status) => [`answers ${status}`, failing(status)])),
  'answers in plain text': (exchange) => void exchange.response.writeHead(400).end(said(exchange)),
  'shows a page': (exchange) => void exchange.response.writeHead(403, { 'content-type': 'text/html' }).end(`<html>${said(exchange)}</html>`),
  'says so in headers': (exchange) => void exchange.response.writeHead(500, { 'x-said': said(exchange), 'retry-after': said(exchange) }).end(),
  'says so inside a stream': (exchange) => void exchange.response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify({ error: { message: said(exchange) } })}\n\n`),
  'sends what is no JSON': (exchange) => void exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(`{${said(exchange)}`),
  'sends events that are none': (exchange) => void exchange.response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: {${said(exchange)}\n\n`),
};

const bodies: { readonly [path: string]: object } = {
  '/v1/chat/completions': { messages: [{ role: 'system', content: system }, { role: 'user', content: prompt }] },
  '/v1/messages': { max_tokens: 9, system, messages: [{ role: 'user', content: prompt }] },
  '/v1/responses': { instructions: system, input: prompt },
};

test.each(Object.entries(kinds).flatMap(([id, kind]) => Object.entries(acts).map(([what, act]) => ({ id, what, kind, act }))))('an upstream ($id) that $what gives away no key and no prompt, neither in an answer nor in the log', async ({ kind, act }) => {
  await using upstream = await listenWire(speak(kind.wire), act);
  const lines: string[] = [];
  const log = await createLog({ level: 'debug', stream: { write: (line) => void lines.push(line) } });
  const gateway = observeGateway({ providers: [kind.provide(upstream.url)], access: await createAccess({ keys: [{ id: 'team', key }] }), onError: (error) => log.error(String(error)) }, [log]);
  await using server = await serve(gateway, { port: 0 });
  const answers = await Promise.all(
    Object.entries(bodies).flatMap(([path, body]) =>
      [true, false].map(async (stream) => {
        const response = await fetch(server.url + path, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'x-g4f-explain': '1' }, body: JSON.stringify({ model: 'small', stream, ...body }) });
        return JSON.stringify([response.status, [...response.headers], await response.text()]);
      }),
    ),
  );
  await expect.poll(() => lines.filter((line) => line.includes('"msg":"request"'))).toHaveLength(answers.length);
  for (const text of [...answers, ...lines]) {
    expect(text).not.toMatch(/(\b\w+): \1: /);
    for (const secret of [key, 'secret-key-of-', prompt.slice(5, 25), system.slice(5, 25)]) expect(text).not.toContain(secret);
  }
  expect(upstream.calls.length).toBeGreaterThan(0);
});
