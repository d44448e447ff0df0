/** The wire's side of a server, held to OpenAI's own client. */
import type { Part } from '@g4f/core';
import { answer, listen, listenWire, speak, type Loopback } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { text } from 'node:stream/consumers';
import OpenAI, { APIError } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { ProviderError } from '@g4f/core';

const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hi' }];
const clientOf = ({ url }: { readonly url: string }): OpenAI => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'key', maxRetries: 0 });
const context = { id: 'chatcmpl-1', model: 'm', created: 1_700_000_000, wantsUsage: true };

const parts: readonly Part[] = [
  { type: 'reasoning', text: 'hm' },
  { type: 'text', text: 'Hel' },
  { type: 'text', text: 'lo' },
  { type: 'tool-call-delta', id: 'call_1', name: 'clock', arguments: '{"zone"' },
  { type: 'tool-call-delta', id: 'call_1', arguments: ':"UTC"}' },
  { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}' },
  { type: 'tool-call', id: 'call_2', name: 'weather', arguments: '{}' },
  { type: 'usage', usage: { inputTokens: 3, outputTokens: 5, cachedInputTokens: 1, reasoningTokens: 2 }, provenance: 'reported' },
];
const expected = {
  content: 'Hello',
  tool_calls: [
    { id: 'call_1', type: 'function', function: { name: 'clock', arguments: '{"zone":"UTC"}' } },
    { id: 'call_2', type: 'function', function: { name: 'weather', arguments: '{}' } },
  ],
};
const usage = { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8, prompt_tokens_details: { cached_tokens: 1 }, completion_tokens_details: { reasoning_tokens: 2 } };

describe('OpenAI’s own client', () => {
  test('puts a stream together', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(parts));
    const completion = await clientOf(upstream)
      .chat.completions.stream({ model: 'm', messages, stream_options: { include_usage: true } })
      .finalChatCompletion();
    expect(completion).toMatchObject({ id: 'answer-1', model: 'loopback', usage });
    expect(completion.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: expected });
    expect(upstream.calls[0]?.messages).toEqual([{ role: 'user', content: 'Hi' }]);
  });

  test('reads an answer in one piece', async () => {
    await using server = await listen((_request, response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify(openaiChat.encodeAnswer(parts, context))));
    const { choices, usage: counted } = await clientOf(server).chat.completions.create({ model: 'm', messages });
    expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { ...expected, refusal: null } });
    expect(counted).toMatchObject(usage);
  });

  test('keeps what a model must get back, and hands it in', async () => {
    const metadata = { gemini: { thoughtSignature: 'c2ln' } };
    const bound: readonly Part[] = [{ type: 'reasoning', text: 'hm', metadata: { anthropic: { signature: 'c2ln' } } }, { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{}', metadata }];
    await using upstream = await listenWire(speak(openaiChat), answer(bound));
    const client = clientOf(upstream);
    const said = await client.chat.completions.stream({ model: 'm', messages }).finalMessage();
    upstream.play(answer(['ok']));
    const result: ChatCompletionMessageParam = { role: 'tool', tool_call_id: 'call_1', content: 'noon' };
    for await (const chunk of await client.chat.completions.create({ model: 'm', messages: [...messages, said, result], stream: true })) void chunk;
    expect(openaiChat.parseRequest(JSON.parse(upstream.calls[1]?.body ?? '')).request.messages[1]).toEqual({ role: 'assistant', content: bound });
  });

  test('throws for an error, in place of an answer or in the middle of one', async () => {
    const failed = new ProviderError('slow down', { code: 'rate-limited' });
    await using server: Loopback = await listen((request, response) => {
      void text(request).then((body) => {
        const { isStream } = openaiChat.parseRequest(JSON.parse(body));
        if (!isStream) return void response.writeHead(429, { 'content-type': 'application/json' }).end(JSON.stringify(openaiChat.encodeError(failed)));
        const encoder = openaiChat.createEncoder(context);
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(encoder.part({ type: 'text', text: 'Hal' }) + encoder.error(failed));
      });
    });
    const client = clientOf(server);
    await expect(client.chat.completions.create({ model: 'm', messages })).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded', message: expect.stringContaining('slow down') as string });
    let got = '';
    const read = async (): Promise<void> => {
      for await (const { choices } of await client.chat.completions.create({ model: 'm', messages, stream: true })) got += choices[0]?.delta.content ?? '';
    };
    await expect(read()).rejects.toBeInstanceOf(APIError);
    expect(got).toBe('Hal');
  });
});
