import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const asked = /<(?:script|link)\b[^>]*?\b(?:src|href)="\/([^"]+)"/g;
const leads = /(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g;
const named = (files, name) => files.filter((file) => file.startsWith(`assets/${name}-`) && /\.(js|css)$/.test(file));

/**
 * The files that a browser asks for before a view of a built page is there, and their bytes, compressed with brotli: the page, what it
 * names, and the view's own code and style with whatever they import.
 */
export function firstLoad(folder, files, view) {
  const read = (file) => readFileSync(path.join(folder, file));
  const html = read('index.html').toString();
  const loaded = new Set(['index.html', ...[...html.matchAll(asked)].map(([, file]) => file), ...named(files, view)]);
  for (const file of loaded) if (file.endsWith('.js')) for (const [, lead] of read(file).toString().matchAll(leads)) loaded.add(path.posix.join(path.posix.dirname(file), lead));
  return { files: [...loaded], bytes: [...loaded].reduce((total, file) => total + brotliCompressSync(read(file)).length, 0) };
}
