import { assistantMessage, type Part } from '@g4f/core';
import { expect, test } from 'vitest';
import { testAnswers, testRequests } from '../../test/round-trip.ts';
import { createSseDecoder } from '../sse.ts';
import { openaiChat } from './openai-chat.ts';

const context = { provider: 'openai' };
const answer = { id: 'chatcmpl-1', model: 'm', created: 1_700_000_000, wantsUsage: true };

testAnswers(openaiChat, context);
testRequests(openaiChat, context, ['temperature', 'topP', 'maxTokens', 'seed', 'stop', 'reasoningEffort', 'toolChoice']);

test('what models must get back goes through a client and comes back under the same provider', () => {
  const all: readonly Part[] = [
    { type: 'reasoning', text: 'hm' },
    { type: 'reasoning', text: '', metadata: { anthropic: { signature: 's' } } },
    { type: 'reasoning', text: '', metadata: { anthropic: { redactedData: 'r' } } },
    { type: 'text', text: 'Hi' },
    { type: 'text', text: '', metadata: { gemini: { thoughtSignature: 't' } } },
    { type: 'tool-call', id: 'a', name: 'f', arguments: '{}', metadata: { gemini: { thoughtSignature: 'u' } } },
  ];
  const { choices } = openaiChat.encodeAnswer(all, answer) as { choices: readonly { message: object }[] };
  const { request } = openaiChat.parseRequest({ messages: [choices[0]?.message] });
  expect(request.messages).toEqual([assistantMessage(all)]);

  const encoder = openaiChat.createEncoder(answer);
  const deltas = createSseDecoder()
    .push(all.map(encoder.part).join('') + encoder.end())
    .filter(({ data }) => data !== '[DONE]')
    .map(({ data }) => (JSON.parse(data) as { choices: readonly { delta: { tool_calls?: object } }[] }).choices[0]?.delta);
  const streamed: object = Object.assign({}, ...deltas, { content: 'Hi' }) as object;
  expect(openaiChat.parseRequest({ messages: [streamed] }).request.messages).toEqual([assistantMessage(all)]);
});
