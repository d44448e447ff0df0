import type { Line } from './line.ts';

const characters: { readonly [entity: string]: string } = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };
const piece = /<span class="([^"]*)">|(<\/span>)|([^<]+)/g;

/** What highlight.js wrote, as lines of texts with classes: it is read, and never put into the page as HTML. */
export function linesOf(html: string): readonly Line[] {
  const lines: [text: string, name?: string][][] = [[]];
  const open: string[] = [];
  for (const [, name, close, escaped] of html.matchAll(piece)) {
    if (name !== undefined) open.push(name);
    else if (close !== undefined) open.pop();
    else if (escaped !== undefined) {
      const text = escaped.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => characters[entity] ?? entity);
      const [first = '', ...others] = text.split('\n');
      const names = open.join(' ');
      const add = (part: string): void => {
        if (part !== '') lines.at(-1)?.push(names === '' ? [part] : [part, names]);
      };
      add(first);
      for (const other of others) {
        lines.push([]);
        add(other);
      }
    }
  }
  return lines;
}
