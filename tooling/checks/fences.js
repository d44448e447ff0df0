import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.js';

/** Every Markdown file that a reader is shown. */
const shown = ['*.md', 'packages/*/README.md', 'docs/**/*.md', 'bench/**/*.md', 'examples/**/*.md', 'tooling/**/*.md'];
const made = ['**/node_modules/**', 'docs/reference/**', 'docs/.vitepress/**'];

/**
 * The fences of a page: language, the words behind it, the code, and the line where that begins.
 *
 * @example
 * fencesOf('```ts check\nlet a = 1;\n```\n'); // [{ language: 'ts', words: 'check', code: 'let a = 1;\n', line: 2 }]
 */
export function fencesOf(text) {
  return [...text.matchAll(/^(`{3,})([^\s`]*)[ ]*([^\n`]*)\n([^]*?)^\1[ ]*$/gm)].map(({ index, 0: whole, 2: language, 3: words, 4: code }) => ({
    language,
    words: words.trim(),
    code,
    line: text.slice(0, index + whole.indexOf('\n')).split('\n').length + 1,
  }));
}

/** The pages of the repository, by path. */
export const pages = () => globSync(shown, { cwd: root, exclude: made }).sort().map((page) => ({ page, text: readFileSync(path.join(root, page), 'utf8') }));
