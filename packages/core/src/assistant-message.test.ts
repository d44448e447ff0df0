import { expect, test } from 'vitest';
import { assistantMessage, type Part } from './index.ts';

test('makes the message of an answer: prose joined up to what signs it, calls whole, the rest left out', () => {
  const signed = { mine: { signature: 's' } };
  const parts: Part[] = [
    { type: 'reasoning', text: 'Let ' },
    { type: 'reasoning', text: 'me see' },
    { type: 'reasoning', text: '', metadata: signed },
    { type: 'reasoning', text: 'again' },
    { type: 'text', text: 'It is ' },
    { type: 'warning', setting: 'seed', message: 'no' },
    { type: 'text', text: 'noon.' },
    { type: 'tool-call-delta', id: '1', arguments: '{' },
    { type: 'tool-call', id: '1', name: 'clock', arguments: '{}', metadata: signed },
    { type: 'usage', usage: {}, provenance: 'reported' },
    { type: 'finish', reason: 'tool-calls' },
  ];
  expect(assistantMessage(parts)).toEqual({
    role: 'assistant',
    content: [
      { type: 'reasoning', text: 'Let me see', metadata: signed },
      { type: 'reasoning', text: 'again' },
      { type: 'text', text: 'It is noon.' },
      { type: 'tool-call', id: '1', name: 'clock', arguments: '{}', metadata: signed },
    ],
  });
});
