import { createCache } from '../cache/create-cache.ts';
import { describe, expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

/** Those that may leave the model out. */
const wires = [
  ['/v1/chat/completions', { messages: [{ role: 'user', content: 'Hi' }] }],
  ['/v1/responses', { input: 'Hi' }],
] as const;

const modelsIn = (text: string): readonly (string | undefined)[] => [...new Set([...text.matchAll(/"model":"([^"]*)"/g)].map(([, model]) => model))];

describe.each(wires)('an answer on %s for which no model was named', (path, body) => {
  test.each([true, false])('names the model that gave it, streamed: %s', async (stream) => {
    await using served = await serveProviders([scripted('one', ['Hello']).provider], { cache: createCache() });
    const post = (headers: { readonly [name: string]: string } = {}) => fetch(served.url + path, { method: 'POST', headers, body: JSON.stringify({ ...body, stream }) });
    const response = await post();
    expect([response.status, response.headers.get('x-g4f-provider'), response.headers.get('x-g4f-model')]).toEqual([200, 'one', 'small']);
    expect(modelsIn(await response.text())).toEqual(['small']);
    for (const cached of ['miss', 'hit']) {
      const kept = await post({ 'x-g4f-cache': 'on' });
      expect([kept.headers.get('x-g4f-cache'), modelsIn(await kept.text())]).toEqual([cached, ['small']]);
    }
  });

  test('keeps the name that was asked for where there is one', async () => {
    await using served = await serveProviders([scripted('one', ['Hello']).provider]);
    const response = await fetch(served.url + path, { method: 'POST', body: JSON.stringify({ ...body, model: 'tiny' }) });
    expect([response.headers.get('x-g4f-model'), modelsIn(await response.text())]).toEqual(['small', ['tiny']]);
  });
});
