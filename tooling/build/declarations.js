import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './packages.js';

const emitted = path.join(root, '.build');
const relativeTs = /(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}\/[^"']+)\.ts\2/g;

/** Types of every package from one run of the compiler, into `.build`. */
export function emitDeclarations() {
  rmSync(emitted, { recursive: true, force: true });
  const { status } = spawnSync('tsc', ['-p', path.join(root, 'tooling/tsconfig/declarations.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** The text of a declaration file as it is published, and the files beside it that it leads to. */
export function publishable(text) {
  const leads = [];
  const rewritten = text.replace(relativeTs, (_all, keyword, quote, file) => {
    leads.push(`${file}.d.ts`);
    return `${keyword}${quote}${file}.js${quote}`;
  });
  return { text: rewritten, leads };
}

/** Copies what a package's entries lead to into its `dist`, with specifiers that every resolver knows. */
export function copyDeclarations({ folder, entries }) {
  const from = path.join(emitted, path.basename(folder), 'src');
  const todo = entries.filter(({ executable }) => !executable).map(({ source }) => path.join(from, path.relative('src', source).replace(/\.ts$/, '.d.ts')));
  const seen = new Set();
  for (const file of todo) {
    if (seen.has(file)) continue;
    seen.add(file);
    const { text, leads } = publishable(readFileSync(file, 'utf8'));
    todo.push(...leads.map((lead) => path.join(path.dirname(file), lead)));
    const to = path.join(folder, 'dist', path.relative(from, file));
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
}
