import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseDecoder, encodeSse, encodeSseComment, type SseEvent } from '../sse.ts';
import { splits } from '../../test/splits.ts';

const decode = (chunks: readonly (Uint8Array | string)[]): SseEvent[] => {
  const decoder = createSseDecoder();
  return chunks.flatMap((chunk) => decoder.push(chunk));
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const line = fc.string({ unit: fc.constantFrom('a', ' ', ':', 'é', '🌍', '\u2028') });
const word = fc.string({ unit: fc.constantFrom('a', 'b', ':', 'é'), minLength: 1 });
const event = fc.record({ data: fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n')), event: word, id: word }, { requiredKeys: ['data'] });
const piece = fc.oneof(event.map((each) => ({ event: each, text: encodeSse(each) })), line.map((comment) => ({ event: undefined, text: encodeSseComment(comment) })));

test('decodes what was encoded, for any split of the bytes and any line end', () => {
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), splits, (pieces, end, hasMark, cut) => {
      const text = (hasMark ? '\ufeff' : '') + pieces.map((each) => each.text.replaceAll('\n', end)).join('');
      const events = pieces.flatMap((each) => each.event ?? []);
      expect(decode(cut(bytes(text)))).toEqual(events);
      expect(decode(cut(text))).toEqual(events);
    }),
  );
});

test('gives the same events for any split of anything at all', () => {
  const junk = fc.string({ unit: fc.constantFrom('data: ', 'event:', 'id', ':', '\n', '\r', 'x', '\ufeff', '🌍', '\0') });
  fc.assert(
    fc.property(junk, splits, (text, cut) => {
      expect(decode(cut(bytes(text)))).toEqual(decode([bytes(text)]));
    }),
  );
});

test('gives an event as soon as it is whole, and drops the one that the end cuts off', () => {
  const decoder = createSseDecoder();
  expect(decoder.push(': ping\n\ndata: 1\ndata: 2\n')).toEqual([]);
  expect(decoder.push('\ndata: [DO')).toEqual([{ data: '1\n2' }]);
});

test('refuses an event that grows without end', () => {
  const decoder = createSseDecoder({ maxEventLength: 100 });
  expect(decoder.push(`data: ${'x'.repeat(90)}\n\n`)).toHaveLength(1);
  expect(() => decoder.push(`data: ${'x'.repeat(101)}`)).toThrow(expect.objectContaining({ code: 'upstream' }));
});

test('passes over a malformed field', () => {
  expect(decode(['nonsense\nretry: soon\ndata: 1\n\n'])).toEqual([{ data: '1' }]);
});

test('refuses to write a name of more than one line', () => {
  expect(() => encodeSse({ data: '', event: 'a\nb' })).toThrow(TypeError);
});
