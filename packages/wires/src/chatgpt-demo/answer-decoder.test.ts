import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChatgptDemoAnswer, type ChatgptDemoEnding } from '../index.ts';
import { splits } from '../../test/splits.ts';

function decode(chunks: readonly string[]): { text: string; ending: ChatgptDemoEnding } {
  const answer = createChatgptDemoAnswer();
  const text = chunks.map(answer.push).join('');
  return { text, ending: answer.end() };
}
const failure = 'Internal server error';
const pieces = fc.constantFrom(failure, 'Internal ', 'In', 'I', 'server error', 'Invalid signature', 'Invalid password.', 'No input text', '.', 'x', 'é');
const bodies = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(''));

test('gives the same text and ending for any split', () => {
  fc.assert(
    fc.property(bodies, splits, (body, cut) => {
      const { text, ending } = decode(cut(body));
      if (/^(No input text|Invalid (password|signature))\.?$/.test(body)) {
        expect(ending.type).toBe('refused');
        expect(text).toBe('');
      } else if (body.endsWith(failure)) {
        expect(ending).toEqual({ type: 'failed' });
        expect(text + failure).toBe(body);
      } else {
        expect(ending.type === 'clean' && text + ending.text).toBe(body);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('passes text on at once, but for what may become a failure', () => {
  const answer = createChatgptDemoAnswer();
  expect(answer.push('Hello')).toBe('Hello');
  expect(answer.push(' In')).toBe(' ');
  expect(answer.push('ternal affairs I')).toBe('Internal affairs ');
  expect(answer.push(' think')).toBe('I think');
  expect(answer.end()).toEqual({ type: 'clean', text: '' });
});

test.each([
  ['No input text', 'input'],
  ['Invalid password', 'password'],
  ['Invalid signature', 'signature'],
])('tells the refusal %s', (body, refusal) => {
  expect(decode([body.slice(0, 3), body.slice(3)]).ending).toEqual({ type: 'refused', refusal });
});
