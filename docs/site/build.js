import path from 'node:path';
import { build } from 'vitepress';
import { faultsOf } from './check-pages.js';
import { writeReference } from './reference.js';

/** Builds the site into .vitepress/dist, and fails for what a reader would trip over. */
const docs = path.resolve(import.meta.dirname, '..');
await writeReference();
await build(docs);
const { pages, links, faults } = faultsOf(path.join(docs, '.vitepress/dist'), process.env.DOCS_BASE);
for (const fault of faults) console.error(fault);
console.log(`${pages} pages, ${links} links, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
