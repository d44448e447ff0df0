import path from 'node:path';
import { fencesOf, pages } from './fences.js';

/** What stands behind `ts` of code that is checked: how, and the file's own name, which others beside it import. */
export const checkedWords = /^(check|run)( continued)?(?: ([\w.-]+\.ts))?$/;

const folderOf = (page) => path.dirname(page).replace(/^\.$/, 'root').replaceAll('/', '-') + (path.basename(page) === 'README.md' ? '' : `-${path.basename(page, '.md')}`);

function snippetsOf({ page, text }) {
  let earlier = '';
  return fencesOf(text).flatMap(({ language, words, code, line }, index) => {
    const [, verb, continued, own] = (language === 'ts' && checkedWords.exec(words)) || [];
    if (verb === undefined) return [];
    earlier = continued === undefined ? code : `${earlier}\n${code}`;
    return [{ file: `${folderOf(page)}/${own ?? `${index + 1}.ts`}`, where: `${page}:${line}`, runs: verb === 'run', code: earlier }];
  });
}

/**
 * The marked code of every page: a fence that begins with "```ts check" must compile, one that begins with "```ts run" must run too. `continued` means that it
 * goes on where the one before it ended. `file` is a name for it, in a folder of its page; `where` is what a reader looks for.
 */
export const snippets = () => pages().flatMap(snippetsOf);
