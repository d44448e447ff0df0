import path from 'node:path';

/** What a package needs beside what its entries lead to, and why. */
const besides = {
  '@g4f/web': [/^dist\/page\/(?!\.)/], // the page, by whose address its parts are asked for
  'create-g4f-provider': [/^template\//], // what it writes
};

const always = new Set(['LICENSE', 'README.md', 'package.json']);
const leads = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;
const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(targets));

/** The files that entries lead to, over relative imports. */
function reached(files, read, entries) {
  const seen = new Set();
  const todo = [...entries];
  for (const file of todo) {
    if (seen.has(file) || !files.includes(file)) continue;
    seen.add(file);
    if (!/\.(js|d\.ts)$/.test(file)) continue;
    for (const [, lead] of read(file).matchAll(leads)) {
      const next = path.posix.join(path.posix.dirname(file), lead);
      todo.push(file.endsWith('.d.ts') ? next.replace(/\.js$/, '.d.ts') : next);
    }
  }
  return seen;
}

/** What of a tarball nobody needs, or somebody lacks, in words: each file is an entry, led to by one, or named above. */
export function fileFaults({ name, files, read, manifest }) {
  const entries = [...targets(manifest.exports), ...targets(manifest.bin)].map((file) => path.posix.normalize(file));
  const needed = reached(files, read, entries);
  const isNeeded = (file) => always.has(file) || needed.has(file) || (besides[name] ?? []).some((pattern) => pattern.test(file));
  return [
    ...[...always, ...entries].filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files.filter((file) => !isNeeded(file)).map((file) => `${file} is needed by nothing`),
  ];
}
