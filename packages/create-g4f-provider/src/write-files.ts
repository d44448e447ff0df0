import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Files } from './template.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure that nothing of a folder can be lost. A repository that was just begun is empty too.
 *
 * @throws UsageError if there is something in it
 */
export function expectEmpty(folder: string, shown: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new UsageError(`${shown} is a file: move it away, or take another name`);
  if (readdirSync(folder).some((name) => name !== '.git')) throw new UsageError(`${shown} is not empty: move what is in it away, or take another name`);
}

/** Writes files into a folder, none over another. */
export function writeFiles(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    const to = path.join(folder, file);
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, text, { flag: 'wx' });
  }
}
