import hljs from 'highlight.js/lib/core';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';

hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('xml', xml);

const said = (code: string, language: string): string => linesOf(hljs.highlight(code, { language, ignoreIllegals: true }).value).map((line) => line.map(([text]) => text).join('')).join('\n');

test('code comes out as it went in, and in colours', () => {
  expect(linesOf(hljs.highlight('const a = "<b>";\n', { language: 'typescript' }).value)).toEqual([[['const', 'hljs-keyword'], [' a = '], ['"<b>"', 'hljs-string'], [';']], []]);
});

test('whatever the code is, not a character of it is lost or made up', () => {
  const code = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('<script>', '</span>', '<span class="x">', '&lt;', '&amp;amp;', '"', "'", '`${', '}', '\n', '/* ', '*/', 'a')).map((pieces) => pieces.join('')));
  fc.assert(fc.property(code, fc.constantFrom('typescript', 'xml'), (text, language) => {
    expect(said(text, language)).toBe(text);
  }));
});
