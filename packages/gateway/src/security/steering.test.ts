import { answer } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

/** Everything by which a client might say where to ask, with what, and how; at the top of a body and in every object of options. */
const hostile = (address: string): { readonly [field: string]: unknown } => ({
  baseURL: address,
  base_url: address,
  api_base: address,
  url: address,
  host: address,
  endpoint: address,
  proxy: address,
  dispatcher: address,
  apiKey: 'theirs',
  api_key: 'theirs',
  apiKeys: { openai: 'theirs', anthropic: 'theirs', gemini: 'theirs' },
  headers: { authorization: 'Bearer theirs', 'x-api-key': 'theirs', host: 'evil.example' },
  timeout: 1,
});
const headers = (address: string): { readonly [name: string]: string } => ({
  authorization: 'Bearer theirs',
  'x-api-key': 'theirs',
  'x-goog-api-key': 'theirs',
  'x-base-url': address,
  'x-portkey-custom-host': address,
  'x-forwarded-host': 'evil.example',
  'x-forwarded-for': '10.0.0.1',
  'x-original-url': address,
  'proxy-authorization': 'Basic dGhlaXJz',
  cookie: 'session=theirs',
});

test.each(Object.entries(kinds))('reaches no other address and brings no other key, whatever a request says', async (id, kind) => {
  await using elsewhere = await listenKind(kind, answer(['Hi']));
  await using upstream = await listenKind(kind, answer(['Hi']));
  await using served = await serveProviders([kind.provide(upstream.url)]);
  const fields = hostile(elsewhere.url);
  const options = { options: { [id]: fields }, provider: fields, extra_body: fields, metadata: fields };
  const bodies: { readonly [path: string]: object } = {
    '/v1/chat/completions': { messages: [{ role: 'user', content: 'Hi' }] },
    '/v1/messages': { max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] },
    '/v1/responses': { input: 'Hi' },
    [`/v1beta/models/small:generateContent?key=theirs`]: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
  };
  const statuses = await Promise.all(
    Object.entries(bodies).flatMap(([path, body]) =>
      [fields, options].map(async (more) => {
        const response = await fetch(served.url + path, { method: 'POST', headers: headers(elsewhere.url), body: JSON.stringify({ model: `${id}/small`, ...body, ...more }) });
        await response.arrayBuffer();
        return response.status;
      }),
    ),
  );
  expect(elsewhere.calls).toEqual([]);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(upstream.calls.length).toBeGreaterThan(0);
  for (const call of upstream.calls) {
    const sent = JSON.stringify(call.headers);
    expect(sent).toContain(`secret-key-of-${id}`);
    expect(sent).not.toMatch(/theirs|evil|dGhlaXJz/);
  }
});
