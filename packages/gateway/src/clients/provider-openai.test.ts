import type { Part } from '@g4f/core';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { answer, cut } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const flags = { supportsTools: true, supportsReasoning: true };
const through = (url: string) => createOpenAICompatible({ id: 'gateway', baseURL: `${url}/v1`, models: ['small'], flags });
const weather = { name: 'weather', parameters: { type: 'object' } };

test('a provider of ours behind a gateway of ours says what the one behind that says', async () => {
  const { provider } = scripted('one', asksForWeather);
  await using served = await serveProviders([provider]);
  const parts: Part[] = [];
  for await (const part of through(served.url).createPartGenerator({ messages, tools: [weather] })) parts.push(part);
  expect(parts.find(({ type }) => type === 'reasoning')).toMatchObject({ text: 'Let me look.' });
  expect(parts.find(({ type }) => type === 'tool-call')).toMatchObject({ id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' });
  expect(parts.find(({ type }) => type === 'usage')).toMatchObject({ usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 3, reasoningTokens: 2 } });
  expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
});

test('gateways in a row relay, and none makes of a cut answer a whole one', async () => {
  await using upstream = await listenKind(kinds.openai, answer(['Hel', 'lo']));
  await using inner = await serveProviders([kinds.openai.provide(upstream.url)]);
  await using outer = await serveProviders([through(inner.url)]);
  expect(await through(outer.url).createAsync({ messages })).toBe('Hello');
  upstream.play(cut(['Hel']));
  await expect(through(outer.url).createAsync({ messages })).rejects.toMatchObject({ code: 'interrupted' });
});
