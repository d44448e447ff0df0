import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { answer, drip, floodError, listenWire, neverEnd, speak, stall, type Act } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { describe, expect, test } from 'vitest';
import { fromLanguageModel } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const limit = 200;
const none = { connect: false, firstByte: false, idle: false, total: false } as const;

async function during(act: Act) {
  const upstream = await listenWire(speak(openaiChat), act);
  const provider = fromLanguageModel(createOpenAICompatible({ name: 'acme', baseURL: `${upstream.url}/v1`, apiKey: 'sk-1' })('m-1'));
  return { provider, upstream, [Symbol.asyncDispose]: () => upstream.close() };
}

describe('the deadlines that the guard can see', () => {
  test.each([
    ['firstByte', 'before the headers', stall('headers')],
    ['firstByte', 'between the headers and the body', stall('body')],
    ['firstByte', 'in the body of a refusal', floodError(500, 1_000_000, true)],
    ['idle', 'after the first chunk', neverEnd(['What came is kept'])],
    ['total', 'in a slow answer', drip(['Never a dull moment. '.repeat(100)], limit / 10)],
  ] as const)('%s holds %s, and closes the connection', async (name, _where, act) => {
    await using on = await during(act);
    await expect(on.provider.createAsync({ messages }, { timeout: { ...none, [name]: limit } })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(`the ${name} deadline`),
    });
    expect((await on.upstream.calls[0]?.closed)?.isComplete).toBe(false);
  });

  test('idle does not hold for a busy consumer', async () => {
    const gate = Promise.withResolvers<unknown>();
    await using on = await during(answer(['Take your ', () => gate.promise, 'time']));
    const stream = on.provider.createAsyncGenerator({ messages }, { timeout: { ...none, idle: limit } });
    const first = await stream.next();
    await new Promise((resolve) => setTimeout(resolve, 2.5 * limit));
    gate.resolve(undefined);
    expect([first.value, ...(await Array.fromAsync(stream))].join('')).toBe('Take your time');
  });
});
