import { ProviderError, type ChatRequest, type Part } from '@g4f/core';
import { answer, listenWire, speak, status, type Act } from '@g4f/testkit/servers';
import { FunctionCallingConfigMode, GoogleGenAI, Type, type GenerateContentParameters, type GenerateContentResponse } from '@google/genai';
import { describe, expect, test } from 'vitest';
import { gemini, parseGeminiPath } from '../gemini.ts';

const answerContext = { id: 'answer-1', model: 'loopback', created: 0, wantsUsage: true };
const signature = (thoughtSignature: string) => ({ metadata: { gemini: { thoughtSignature } } });
const parts: readonly Part[] = [
  { type: 'reasoning', text: 'Let me see.' },
  { type: 'text', text: 'Hel' },
  { type: 'text', text: 'lo', ...signature('c2ln') },
  { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}', ...signature('Y2FsbA==') },
  { type: 'source', url: 'https://example.com/', title: 'Example' },
  { type: 'usage', usage: { inputTokens: 10, cachedInputTokens: 4, outputTokens: 9, reasoningTokens: 3 }, provenance: 'reported' },
  { type: 'finish', reason: 'tool-calls' },
];

/** Answers as the address asks: in events, or in one piece. */
const serve: Act = (exchange) => {
  if (parseGeminiPath(exchange.call.path)?.isStream === true) return answer(parts)(exchange);
  exchange.response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(gemini.encodeAnswer(parts, answerContext)));
};

async function connect(act: Act = serve) {
  const upstream = await listenWire(speak(gemini), act);
  const client = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: upstream.url, retryOptions: { attempts: 1 } } });
  /** What was asked last, as a gateway reads it. */
  const asked = (): ChatRequest => {
    const call = upstream.calls.at(-1);
    const { model, isStream } = parseGeminiPath(call?.path ?? '') ?? {};
    return gemini.parseRequest({ ...(JSON.parse(call?.body ?? '') as object), model, stream: isStream }).request;
  };
  return { client, asked, upstream, [Symbol.asyncDispose]: () => upstream.close() };
}

/** The answer's text. The client's own getter warns of what else there is. */
const textIn = ({ candidates }: GenerateContentResponse): string => (candidates?.[0]?.content?.parts ?? []).map(({ text, thought }) => (thought === true ? '' : (text ?? ''))).join('');

const question: GenerateContentParameters = { model: 'gemini-3.8-flash', contents: 'Hi' };

describe('Google’s own client', () => {
  test('reads an answer in one piece: thoughts, text, calls, sources, usage and the reason of its end', async () => {
    await using on = await connect();
    const got = await on.client.models.generateContent(question);
    expect(textIn(got)).toBe('Hello');
    expect(got.functionCalls).toEqual([{ id: 'a', name: 'weather', args: { city: 'Bern' } }]);
    expect(got.candidates?.[0]).toMatchObject({
      content: { role: 'model', parts: [{ text: 'Let me see.', thought: true }, { text: 'Hel' }, { text: 'lo', thoughtSignature: 'c2ln' }, { functionCall: { id: 'a' }, thoughtSignature: 'Y2FsbA==' }] },
      finishReason: 'STOP',
      groundingMetadata: { groundingChunks: [{ web: { uri: 'https://example.com/', title: 'Example' } }] },
    });
    expect(got.usageMetadata).toMatchObject({ promptTokenCount: 10, cachedContentTokenCount: 4, candidatesTokenCount: 6, thoughtsTokenCount: 3, totalTokenCount: 19 });
    expect(got).toMatchObject({ modelVersion: 'loopback', responseId: 'answer-1' });
  });

  test('reads a streamed answer as it comes', async () => {
    await using on = await connect();
    const texts: string[] = [];
    let last;
    for await (const event of await on.client.models.generateContentStream(question)) {
      texts.push(textIn(event));
      last = event;
    }
    expect(texts.filter((text) => text !== '')).toEqual(['Hel', 'lo']);
    expect(last).toMatchObject({ candidates: [{ finishReason: 'STOP' }], usageMetadata: { totalTokenCount: 19 } });
  });

  test('keeps a conversation whose signatures come back where they belong', async () => {
    await using on = await connect();
    const chat = on.client.chats.create({ model: 'gemini-3.8-flash' });
    for await (const event of await chat.sendMessageStream({ message: 'Weather?' })) void event;
    await chat.sendMessage({ message: { functionResponse: { id: 'a', name: 'weather', response: { output: 'sunny' } } } });
    expect(on.asked().messages).toMatchObject([
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Let me see.' },
          { type: 'text', text: 'Hel' },
          { type: 'text', text: 'lo', ...signature('c2ln') },
          { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}', ...signature('Y2FsbA==') },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'sunny' }] },
    ]);
  });

  test('is understood in all that it asks', async () => {
    await using on = await connect();
    await on.client.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: [
        { role: 'user', parts: [{ text: 'See' }, { inlineData: { mimeType: 'image/png', data: 'iVBORw==' } }, { fileData: { mimeType: 'application/pdf', fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } }] },
        { role: 'model', parts: [{ functionCall: { name: 'clock', args: {} } }, { functionCall: { name: 'clock', args: { zone: 'UTC' } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'clock', response: { error: 'broken' } } }, { functionResponse: { name: 'clock', response: { hour: 12 } } }, { text: 'So?' }] },
      ],
      config: {
        systemInstruction: 'Be brief.',
        temperature: 0.5,
        maxOutputTokens: 100,
        stopSequences: ['END'],
        topK: 40,
        seed: 7,
        tools: [{ functionDeclarations: [{ name: 'clock', parameters: { type: Type.OBJECT, properties: { zone: { type: Type.STRING, nullable: true }, days: { type: Type.ARRAY, minItems: '1', items: { type: Type.INTEGER } } } } }] }, { googleSearch: {} }],
        toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: ['clock'] } },
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'object' },
        thinkingConfig: { thinkingBudget: 2_000, includeThoughts: true },
      },
    });
    expect(on.asked()).toEqual({
      model: 'gemini-2.5-flash',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'See' },
            { type: 'image', data: Uint8Array.of(137, 80, 78, 71), mediaType: 'image/png' },
            { type: 'file', mediaType: 'application/pdf', metadata: { gemini: { fileId: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } } },
          ],
        },
        { role: 'assistant', content: [{ type: 'tool-call', id: 'call_0', name: 'clock', arguments: '{}' }, { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}' }] },
        { role: 'tool', content: [{ type: 'tool-result', id: 'call_0', content: 'broken', isError: true }, { type: 'tool-result', id: 'call_1', content: '{"hour":12}' }] },
        { role: 'user', content: 'So?' },
      ],
      tools: [{ name: 'clock', parameters: { type: 'object', properties: { zone: { type: ['string', 'null'] }, days: { type: 'array', minItems: 1, items: { type: 'integer' } } } } }],
      toolChoice: { name: 'clock' },
      responseFormat: { type: 'json', schema: { type: 'object' } },
      temperature: 0.5,
      maxTokens: 100,
      stop: ['END'],
      seed: 7,
      reasoningEffort: 'medium',
      options: { gemini: { thinkingBudget: 2_000, googleSearch: true, generationConfig: { topK: 40 } } },
    });
  });

  test('is told of a failure by its status, and of one in the stream', async () => {
    const error = new ProviderError('slow down', { code: 'rate-limited', retryAfter: 2_500 });
    const body = JSON.stringify(gemini.encodeError(error));
    await using on = await connect(status(429, { headers: { 'content-type': 'application/json' }, body }));
    await expect(on.client.models.generateContent(question)).rejects.toMatchObject({ name: 'ApiError', status: 429, message: expect.stringContaining('slow down') as string });
    on.upstream.play(async ({ response, write, wire }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      await write(wire.encoder().part({ type: 'text', text: 'Half' }));
      response.end(gemini.createEncoder(answerContext).error(new ProviderError('cut', { code: 'interrupted' })));
    });
    const texts: (string | undefined)[] = [];
    const reading = (async () => {
      for await (const event of await on.client.models.generateContentStream(question)) texts.push(event.text);
    })();
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('"code":502') as string });
    expect(texts).toEqual(['Half']);
  });
});
