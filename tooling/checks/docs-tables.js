import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodes, flags } from '../../packages/core/src/index.ts';
import { root } from '../build/packages.js';

const source = (file) => readFileSync(path.join(root, 'packages/core/src', file), 'utf8');
const isSaid = (is) => (is ? 'yes' : 'no');
const cell = (text) => text.replaceAll(/\s+/g, ' ').replaceAll(/\{@link (\w+)\}/g, '`$1`').replaceAll('|', '\\|').trim();

/** The prose of the docblock that stands before a place in a source: its paragraphs, and what `@default` says. */
function docblock(text, place) {
  const start = text.slice(0, place).lastIndexOf('/**');
  const [prose, usual = ''] = text
    .slice(start + 3, text.indexOf('*/', start))
    .replaceAll(/^\s*\* ?/gm, '')
    .split('@default');
  return { paragraphs: prose.split('\n\n').map(cell), usual: cell(usual) };
}

function flagRow(flag) {
  const text = source('flags.ts');
  const { paragraphs, usual } = docblock(text, text.indexOf(`readonly ${flag}?:`));
  const [says, ...more] = paragraphs;
  const unsaid = usual === 'undeclared, taken as false' ? [] : [`If absent: ${usual}.`];
  return `| \`${flag}\` | ${says} | ${[...more, ...unsaid].join(' ')} |`;
}

function partRow([, name, type]) {
  const text = source('part.ts');
  return `| \`${type}\` | ${docblock(text, text.indexOf(`export interface ${name} `)).paragraphs.join(' ')} |`;
}

/** The tables of pages that are those of core, by page: what its docblocks and its data say, as rows of Markdown. */
export const tables = () => ({
  'docs/concepts/flags.md': flags.map(flagRow),
  'docs/concepts/parts.md': [...source('part.ts').matchAll(/export interface (\w+Part) \{\s+readonly type: '([a-z-]+)'/g)].map(partRow),
  'docs/concepts/errors.md': Object.entries(errorCodes).map(([code, { when, retry, fallBack, status }]) => `| \`${code}\` | ${cell(when)} | ${isSaid(retry)} | ${isSaid(fallBack)} | ${status} |`),
});
