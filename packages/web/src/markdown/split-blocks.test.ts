import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showpiece } from '../../test/actors.ts';
import { createSplitter } from './split-blocks.ts';

const pieces = fc.constantFrom('# head\n', 'words ', '**bold', '\n', '\n\n', '- item\n', '  - nested\n', '1. one\n', '> quote\n', '```ts\n', 'const a = 1;\n', '```\n', '| a | b |\n|---|---|\n', '| 1 | 2 |\n', '[a]: https://a.example\n', '---\n', '<b>html</b>\n', '$$\nx\n$$\n', '\t', '    indented\n', '\r\n');

describe('a text that grows', () => {
  test('comes to the same blocks as one that was whole from the start', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (texts) => {
        const growing = createSplitter();
        let text = '';
        let last = growing(text);
        for (const piece of texts) {
          text += piece;
          last = growing(text);
        }
        const raws = ({ blocks }: typeof last): readonly string[] => blocks.map(({ kind, raw }) => `${kind} ${raw.trim()}`);
        // Where a carriage return stood at the end, its line feed may have come alone.
        if (!text.includes('\r')) expect(raws(last)).toEqual(raws(createSplitter()(text)));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps the blocks that were settled as the same objects', () => {
    const split = createSplitter();
    const { blocks: before } = split(showpiece);
    const { blocks: after } = split(`${showpiece}\n\nMore.`);
    expect(after.slice(0, before.length - 1).every((block, index) => block === before[index])).toBe(true);
    expect(after.length).toBe(before.length + 1);
  });

  test('begins anew where it is another text', () => {
    const split = createSplitter();
    split('one\n\ntwo');
    expect(split('three').blocks).toEqual([{ kind: 'leaf', raw: 'three' }]);
  });

  test('tells code that is open from code that has ended', () => {
    const open = (text: string): unknown => createSplitter()(text).blocks.map((block) => block.kind === 'code' && block.isOpen);
    expect([open('```ts\na'), open('```ts\na\n```'), open('~~~\n```\n'), open('````\n```\n````\n')]).toEqual([[true], [false], [true], [false]]);
  });

  test('knows where links by name lead, wherever that stands', () => {
    const { blocks, definitions } = createSplitter()('See [it][a].\n\n[a]: https://a.example\n');
    expect([blocks.length, definitions]).toEqual([1, '[a]: https://a.example']);
  });
});
