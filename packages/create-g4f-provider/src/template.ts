import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Names } from './names.ts';

/** Texts of files by their paths, which have `/` in them. */
export interface Files {
  readonly [file: string]: string;
}

/** Beside `src` in a checkout, beside `dist` in an installed package. */
const root = path.join(import.meta.dirname, '../template');

/** Fills in a provider's name. The template is a provider that works, called Acme, so that it is checked and tested as it stands. */
export const fill = (text: string, { id, pascal, constant }: Names): string => text.replaceAll('acme', id).replaceAll('Acme', pascal).replaceAll('ACME', constant);

/** A file of the template, filled in. */
export const templateFile = (file: string, names: Names): string => fill(readFileSync(path.join(root, file), 'utf8'), names);

/** The sources and tests that every new provider begins with. */
export function templateSources(names: Names): Files {
  const found = globSync(['src/**/*.ts', 'test/**/*.ts'], { cwd: root }).map((file) => file.split(path.sep).join('/'));
  return Object.fromEntries(found.sort().map((file) => [fill(file, names), templateFile(file, names)]));
}
