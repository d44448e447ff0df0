import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withSection } from './readme.ts';
import type { Results } from './results.ts';
import { page } from './table.ts';

const folder = path.join(import.meta.dirname, '../results');
const readmeFile = path.join(import.meta.dirname, '../../README.md');

/** README.md as it is. */
export const readme = (): string => readFileSync(readmeFile, 'utf8');

/** The newest results that are kept, and the page beside them. */
export function newest(): { readonly results: Results; readonly page: string } {
  const file = globSync('????-??-??.json', { cwd: folder }).sort().at(-1);
  if (file === undefined) throw new Error('bench/results holds no results');
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  return { results: JSON.parse(read(file)) as Results, page: read(file.replace('.json', '.md')) };
}

/** Keeps results under their date, as JSON and as a page, and puts their ratios into README.md. */
export function keep(results: Results): void {
  const date = results.at.slice(0, 10);
  writeFileSync(path.join(folder, `${date}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(path.join(folder, `${date}.md`), page(results));
  writeFileSync(readmeFile, withSection(readme(), results));
}
