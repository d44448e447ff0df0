import { GoogleGenAI } from '@google/genai';
import { expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

const connect = (baseUrl: string): GoogleGenAI => new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl } });

test("Google's client gets an answer, whole and streamed", async () => {
  const { provider } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
  await using served = await serveProviders([provider]);
  const { models } = connect(served.url);
  const whole = await models.generateContent({ model: 'small', contents: 'Hi' });
  expect([whole.text, whole.usageMetadata?.promptTokenCount]).toEqual(['Hello', 3]);
  const pieces = await Array.fromAsync(await models.generateContentStream({ model: 'one/small', contents: 'Hi' }));
  expect(pieces.map(({ text }) => text).join('')).toBe('Hello');
});

test("Google's client calls functions, and gets failures", async () => {
  const { provider } = scripted('one', asksForWeather);
  await using served = await serveProviders([provider]);
  const { models } = connect(served.url);
  const answer = await models.generateContent({ model: 'small', contents: 'Hi', config: { tools: [{ functionDeclarations: [{ name: 'weather' }] }] } });
  expect(answer.functionCalls).toMatchObject([{ name: 'weather', args: { city: 'Bern' } }]);
  await expect(models.generateContent({ model: 'none', contents: 'Hi' })).rejects.toMatchObject({ status: 404 });
});
