import { rmSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.js';
import { copyDeclarations, emitDeclarations } from './declarations.js';
import { packages } from './packages.js';

emitDeclarations();
await Promise.all(
  packages.map(async (each) => {
    rmSync(path.join(each.folder, 'dist'), { recursive: true, force: true });
    await bundle(each);
    copyDeclarations(each);
  }),
);
console.log(`built ${packages.length} packages`);
