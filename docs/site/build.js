import path from 'node:path';
import { build } from 'vitepress';
import { faultsOf } from './check-pages.js';
import { faultsOfSources } from './check-sources.js';
import { look } from './look.js';
import { writeReference } from './reference.js';

/** Builds the site into .vitepress/dist, and fails for what a reader would trip over. `--shots=<folder>` leaves pictures there. */
const docs = path.resolve(import.meta.dirname, '..');
const folder = path.join(docs, '.vitepress/dist');
const base = process.env.DOCS_BASE;
const shots = process.argv.find((argument) => argument.startsWith('--shots='))?.slice('--shots='.length);

await writeReference();
await build(docs);
const { pages, links, faults } = faultsOf(folder, base);
const seen = base === undefined ? await look(folder, shots) : { skipped: `the site is for ${base}`, faults: [] };
const all = [...faultsOfSources(), ...faults, ...seen.faults];
for (const fault of all) console.error(fault);
if (seen.skipped !== undefined) console.log(`not looked at in a browser: ${seen.skipped}`);
console.log(`${pages} pages, ${links} links, ${all.length} faults`);
process.exitCode = all.length === 0 ? 0 : 1;
