import Anthropic from '@anthropic-ai/sdk';
import type { Part } from '@g4f/core';
import { answer, listenWire, speak, type Chunks } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

const asked = { model: 'claude-opus-5-5', max_tokens: 1_000, messages: [{ role: 'user', content: 'Hi' }] } satisfies Anthropic.MessageCreateParams;

/** Streams an answer to the real client. */
async function stream(pieces: Chunks, params: Anthropic.MessageCreateParamsNonStreaming = asked) {
  await using upstream = await listenWire(speak(anthropicMessages), answer(pieces));
  const client = new Anthropic({ baseURL: upstream.url, apiKey: 'key', maxRetries: 0 });
  const events: string[] = [];
  const message = await client.messages.stream(params).on('streamEvent', ({ type }) => events.push(type)).finalMessage();
  return { message, events };
}

const usage: Part = { type: 'usage', usage: { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 30, outputTokens: 9, reasoningTokens: 4 }, provenance: 'reported' };

test('a client of Anthropic gets text, events in their order, usage and a stop reason', async () => {
  const { message, events } = await stream(['Hel', 'lo', usage, { type: 'finish', reason: 'length' }]);
  expect(events).toEqual(['message_start', 'content_block_start', 'content_block_delta', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop']);
  expect(message).toMatchObject({
    id: 'answer-1',
    model: 'loopback',
    content: [{ type: 'text', text: 'Hello' }],
    stop_reason: 'max_tokens',
    usage: { input_tokens: 10, cache_read_input_tokens: 60, cache_creation_input_tokens: 30, output_tokens: 9 },
  });
});

test('a client gets thinking with its signature, and tool calls with their input', async () => {
  const { message } = await stream([
    { type: 'reasoning', text: 'Let me ' },
    { type: 'reasoning', text: 'see.', metadata: { anthropic: { signature: 'c2ln' } } },
    { type: 'reasoning', text: '', metadata: { anthropic: { redactedData: 'cmVk' } } },
    'I ask.',
    { type: 'tool-call-delta', id: 'a', name: 'weather', arguments: '{"city":' },
    { type: 'tool-call-delta', id: 'a', arguments: '"Bern"}' },
    { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}' },
    { type: 'tool-call', id: 'b', name: 'clock', arguments: '' },
  ]);
  expect(message.content).toMatchObject([
    { type: 'thinking', thinking: 'Let me see.', signature: 'c2ln' },
    { type: 'redacted_thinking', data: 'cmVk' },
    { type: 'text', text: 'I ask.' },
    { type: 'tool_use', id: 'a', name: 'weather', input: { city: 'Bern' } },
    { type: 'tool_use', id: 'b', name: 'clock', input: {} },
  ]);
  expect(message.stop_reason).toBe('tool_use');
});
