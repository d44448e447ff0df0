import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../build/packages.js';
import { keptFile, lawsIn, readKept, rewritten, statusTable } from './provider-status.js';

/**
 * Writes the table of providers into the README, from a run of their laws; with `--check`, says whether what is written down is what
 * the last run of all tests showed.
 */
const results = path.join(root, '.vitest', process.argv.includes('--check') ? 'results.json' : 'laws.json');

if (process.argv.includes('--check')) {
  const kept = readKept(root);
  const shown = lawsIn(JSON.parse(readFileSync(results, 'utf8')));
  const wrong = Object.keys(kept).filter((name) => !isDeepStrictEqual(kept[name], shown[name]));
  for (const name of Object.keys(shown).filter((each) => !(each in kept))) {
    console.error(`${name} is not in the README: run pnpm status`);
    process.exitCode = 1;
  }
  for (const name of wrong) {
    // A machine without a model to load cannot say what that provider keeps.
    if (shown[name]?.passed === 0) console.log(`skip ${name}: ${Object.keys(shown[name].skipped).join('; ')}`);
    else {
      console.error(`${name} is said to keep ${JSON.stringify(kept[name])}, and showed ${JSON.stringify(shown[name])}: run pnpm status`);
      process.exitCode = 1;
    }
  }
} else {
  const laws = globSync('packages/provider-*/src/**/*.laws.test.ts', { cwd: root });
  execFileSync('vitest', ['run', ...laws, '--reporter=json', `--outputFile=${results}`], { cwd: root, stdio: 'inherit' });
  const kept = lawsIn(JSON.parse(readFileSync(results, 'utf8')));
  writeFileSync(path.join(root, keptFile), `${JSON.stringify(kept, undefined, 2)}\n`);
  const readme = path.join(root, 'README.md');
  writeFileSync(readme, rewritten(readFileSync(readme, 'utf8'), await statusTable(root, kept)));
}
