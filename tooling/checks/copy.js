import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.js';

/** Copies the checkout as it stands, with what is not committed yet and without what git ignores, into a folder. */
export function copyCheckout(folder) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  for (const file of listed.split('\0')) {
    const from = path.join(root, file);
    if (file === '' || !existsSync(from) || !lstatSync(from).isFile()) continue;
    const to = path.join(folder, file);
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}
