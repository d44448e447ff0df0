import hljs from 'highlight.js/lib/core';
import type { Line } from './line.ts';
import { languages } from './languages.ts';
import { linesOf } from './lines-of.ts';

/** A block to colour. Without a language it is forgotten. */
export interface ColourAsk {
  readonly id: string;
  readonly language: string;
  readonly text: string;
}

/** Its lines from the first on that is other than before. */
export interface ColourAnswer {
  readonly id: string;
  readonly from: number;
  readonly lines: readonly Line[];
}

/** Characters of code beyond which nothing is coloured. */
const longest = 200_000;

const before = new Map<string, readonly string[]>();

async function isKnown(language: string): Promise<boolean> {
  const load = languages[language];
  if (load === undefined) return false;
  if (hljs.getLanguage(language) === undefined) hljs.registerLanguage(language, (await load()).default);
  return true;
}

async function colour({ id, language, text }: ColourAsk): Promise<void> {
  if (language === '') {
    before.delete(id);
    return;
  }
  const isColoured = text.length <= longest && (await isKnown(language).catch(() => false));
  const lines: readonly Line[] = isColoured ? linesOf(hljs.highlight(text, { language, ignoreIllegals: true }).value) : text.split('\n').map((line) => [[line]]);
  const keys = lines.map((line) => JSON.stringify(line));
  const known = before.get(id) ?? [];
  let from = 0;
  while (from < keys.length && from < known.length && keys[from] === known[from]) from++;
  before.set(id, keys);
  postMessage({ id, from, lines: lines.slice(from) } satisfies ColourAnswer);
}

let queue: Promise<void> = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<ColourAsk>) => {
  queue = queue.then(() => colour(data));
});
