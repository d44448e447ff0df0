import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';
import { copyDeclarations, emitDeclarations } from './declarations.js';
import { packages } from './packages.js';

/** The files that a package publishes besides code, where it has any. */
async function buildPage({ folder }) {
  const script = path.join(folder, 'scripts/build-page.ts');
  if (existsSync(script)) await (await import(pathToFileURL(script).href)).ensurePage();
}

emitDeclarations();
await Promise.all(
  packages.map(async (each) => {
    rmSync(path.join(each.folder, 'dist'), { recursive: true, force: true });
    await bundle(each);
    copyDeclarations(each);
    await buildPage(each);
  }),
);
console.log(`built ${packages.length} packages`);
