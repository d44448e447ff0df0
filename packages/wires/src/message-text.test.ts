import { expect, test } from 'vitest';
import { messageText } from './index.ts';

test('takes a string as it is, and null for nothing', () => {
  expect(messageText('a')).toBe('a');
  expect(messageText(null)).toBe('');
});

test('joins text parts and passes over reasoning', () => {
  expect(messageText([{ type: 'text', text: 'a' }, { type: 'reasoning', text: 'x' }, { type: 'text', text: 'b' }])).toBe('ab');
});

test('refuses a part of a kind that it does not know', () => {
  const content: unknown = [{ type: 'video' }];
  expect(() => messageText(content as string)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});
