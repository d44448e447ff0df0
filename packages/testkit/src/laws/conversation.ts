import assert from 'node:assert/strict';
import type { Flag, Message } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { textOf } from './consume.ts';
import { refusedWithout } from './refused-without.ts';
import { stage } from './stage.ts';

const history: readonly Message[] = [
  { role: 'user', content: 'My name is Ada.' },
  { role: 'assistant', content: 'Hello, Ada.' },
  { role: 'user', content: [{ type: 'text', text: 'What is ' }, { type: 'text', text: 'my name?' }] },
];
const system: readonly Message[] = [
  { role: 'system', content: 'Answer in one word.' },
  { role: 'user', content: 'What is my name?' },
];

/** With the flag, the messages must reach upstream as they are; without it, they must be refused before anything is sent. */
async function carriesOrRefuses(subject: Subject, flag: Flag, messages: readonly Message[]): Promise<void> {
  await using on = await stage(subject);
  if (await refusedWithout(on, flag, { messages })) return;
  await textOf(on.provider.createAsyncGenerator({ messages }));
  const sent = messages.map(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join(''),
  }));
  assert.deepEqual(on.upstream.calls[0]?.messages, sent, 'upstream received something else');
}

export const sendsHistory: Law = {
  sentence: 'with `supportsMessageHistory`, sends the whole history in order; without it, refuses more than one user turn as `unsupported`',
  needsUpstream: 'supportsMessageHistory',
  check: (subject) => carriesOrRefuses(subject, 'supportsMessageHistory', history),
};

export const sendsSystemMessages: Law = {
  sentence: 'with `supportsSystemMessage`, sends a system message as one; without it, refuses one as `unsupported`',
  needsUpstream: 'supportsSystemMessage',
  check: (subject) => carriesOrRefuses(subject, 'supportsSystemMessage', system),
};
