import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMarkdown, toMarkdown } from './transfer-markdown.ts';

const line = fc.constantFrom('', 'text', '## User', '<!-- g4f:{"role":"user"} -->', '\\<!-- g4f: -->', '![x](data:image/png;base64,AAAA)', '-->', '```');
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n').trim());

test('a conversation comes back from its Markdown as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 4 }), (turns) => {
      const messages = turns.flatMap(([asked, answered], index) => [
        { id: `u${index}`, role: 'user' as const, text: asked, pictures: index === 0 ? [{ name: 'a.png', url: 'data:image/png;base64,QUJD' }] : [], at: index },
        { id: `a${index}`, role: 'assistant' as const, text: answered, reasoning: '', toolCalls: [], pictures: [], sources: [], state: 'done' as const, by: { provider: 'p', model: 'm', considered: [] }, at: index },
      ]);
      const back = fromMarkdown(toMarkdown({ title: 'A title', createdAt: 1, updatedAt: 2, ask: { model: 'p/m', system: 'Be --> brief.' }, messages }));
      expect([back.title, back.createdAt, back.updatedAt, back.ask]).toEqual(['A title', 1, 2, { model: 'p/m', system: 'Be --> brief.' }]);
      expect(back.messages).toMatchObject(messages.map(({ role, text: said, pictures }) => ({ role, text: said, pictures })));
    }),
  );
});

test('what is none is refused', () => {
  expect(() => fromMarkdown('# Notes\n\nwords')).toThrow('the file holds no conversation of this page');
});
