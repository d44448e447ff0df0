import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPrintable, printable } from './printable.ts';

const hostile = [
  '\u001B[31mred\u001B[0m',
  'a\u001B]0;title\u0007b',
  'a\u001B]8;;https://example.com\u001B\\link\u001B]8;;\u001B\\b',
  'a\u001BP1$r\u001B\\b',
  '\u009B2Jcleared',
  'a\u001Bcb',
  'bell\u0007 back\b return\r nul\0',
  'never ends \u001B]0;title\nnext line',
];

describe('printable', () => {
  test.each([
    [hostile[0], 'red'],
    [hostile[1], 'ab'],
    [hostile[2], 'alinkb'],
    [hostile[3], 'ab'],
    [hostile[4], 'cleared'],
    [hostile[5], 'ab'],
    [hostile[6], 'bell back return nul'],
    [hostile[7], 'never ends \nnext line'],
    ['tab\tand\nline, Привет 🌍', 'tab\tand\nline, Привет 🌍'],
  ])('strips %j', (text = '', expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('leaves no control character but line feed and tab, whatever comes in whatever chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile, '\u001B', '\u001B[', '\u009D'))), (chunks) => {
        expect(chunks.map(createPrintable()).join('')).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
  });

  test('shows the same however a text is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hostile), fc.nat(40), fc.nat(40), (text, one, two) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)];
        const chunks = [text.slice(0, from), text.slice(from, to), text.slice(to)];
        expect(chunks.map(createPrintable()).join('')).toBe(printable(text));
      }),
    );
  });

  test.each(['\u009D', '\u001B]', '\u001B[1', '\u001B ', '\u009Dx\n'])('takes a great many of %j in its stride', (introducer) => {
    const filter = createPrintable();
    expect(filter(introducer.repeat(200_000)) + filter('\nend')).toMatch(/\nend$/);
  });

  test('waits no longer than a few thousand characters for the end of a sequence', () => {
    const filter = createPrintable();
    filter(`\u001B]${'x'.repeat(5000)}`);
    expect(filter('back again')).toBe('back again');
  });
});
