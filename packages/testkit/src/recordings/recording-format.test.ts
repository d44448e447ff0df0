import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRecording, parseRecording, type Recording } from '../recordings.ts';
import { rechunk } from './rechunk.ts';

const bytes = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => new Uint8Array(Buffer.from(text))));
const headers = fc.dictionary(fc.constantFrom('content-type', 'retry-after', 'date'), fc.string({ maxLength: 10 }), { noNullPrototype: true });
const chunks = fc.array(fc.record({ at: fc.integer({ min: 0, max: 10_000 }), bytes }), { maxLength: 6 });
const recordings: fc.Arbitrary<Recording> = fc.record({
  from: fc.string(),
  request: fc.record({ method: fc.constantFrom('GET', 'POST'), path: fc.webPath(), headers, body: bytes }),
  answer: fc.record({ status: fc.integer({ min: 200, max: 599 }), headers, chunks, end: fc.constantFrom('whole', 'cut', 'left') }),
});

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(recordings, (recording) => {
      expect(parseRecording(formatRecording(recording))).toEqual(recording);
    }),
  );
});

test('text is written as text, and each chunk has a line of its own', () => {
  const recording: Recording = {
    from: 'a test',
    request: { method: 'POST', path: '/chat', headers: {}, body: new Uint8Array(Buffer.from('{"q":"Привет"}')) },
    answer: { status: 200, headers: { 'content-type': 'text/plain' }, chunks: [{ at: 3, bytes: new Uint8Array(Buffer.from('é')) }, { at: 4.5, bytes: Uint8Array.of(0xc3) }], end: 'cut' },
  };
  expect(formatRecording(recording).split('\n')).toEqual([
    '{"recording":1,"from":"a test"}',
    '{"request":{"method":"POST","path":"/chat","headers":{}},"text":"{\\"q\\":\\"Привет\\"}"}',
    '{"status":200,"headers":{"content-type":"text/plain"}}',
    '{"at":3,"text":"é"}',
    '{"at":4.5,"base64":"ww=="}',
    '{"end":"cut"}',
    '',
  ]);
});

const good = ['{"recording":1,"from":"x"}', '{"request":{"method":"GET","path":"/","headers":{}}}', '{"status":200,"headers":{}}', '{"at":1,"text":"a"}', '{"end":"whole"}'];

test.each([
  ['', /line 1/],
  ['{"recording":2,"from":"x"}', /line 1.*another number/],
  [good.with(1, '{"request":{"method":"GET"}}').join('\n'), /line 2 .*request/],
  [good.with(2, 'null').join('\n'), /line 3 .*status/],
  [good.with(3, '{"at":1,"text":7}').join('\n'), /line 4 .*base64/],
  [good.slice(0, -1).join('\n'), /line 4 .*end/],
])('%j is refused with the line that is wrong', (source, words) => {
  expect(() => parseRecording(source)).toThrow(words);
});

test('chunks parted anew hold the same bytes, none earlier than they came', () => {
  const chunkings = fc.oneof(fc.constantFrom('bytes', 'whole', 'recorded'), fc.record({ seed: fc.integer() }));
  const rising = chunks.map((list) => list.toSorted((a, b) => a.at - b.at));
  fc.assert(
    fc.property(rising, chunkings, (given, chunking) => {
      const pieces = rechunk(given, chunking);
      expect(Buffer.concat(pieces.map((piece) => piece.bytes))).toEqual(Buffer.concat(given.map((chunk) => chunk.bytes)));
      expect(rechunk(given, chunking)).toEqual(pieces);
      let passed = 0;
      for (const { at, bytes: piece } of pieces) {
        passed += piece.length;
        let come = 0;
        const due = given.find((chunk) => (come += chunk.bytes.length) >= passed);
        expect(at).toBeGreaterThanOrEqual(due?.at ?? 0);
      }
    }),
  );
});
