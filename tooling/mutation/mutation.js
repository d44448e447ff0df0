import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyCheckout } from '../checks/copy.js';
import { scoreOf } from './score.js';

/**
 * Changes the code in one small place at a time, and asks the package's own tests whether they notice:
 *
 *     pnpm mutation [core registry] [--files 'src/guard.ts'] [--concurrency 2] [--keep]
 *
 * It works in a copy of the checkout, at the lowest priority. Reports are left in `.mutation/`; `--keep` writes the scores to scores.json.
 */
const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', multiple: true, default: ['src/**/*.ts'] }, concurrency: { type: 'string', default: '2' }, keep: { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : ['core', 'registry'];
const copy = mkdtempSync(path.join(os.tmpdir(), 'g4f-mutation-'));
const run = (command, args, env) => spawnSync(command, args, { cwd: copy, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

function configOf(name, report) {
  return {
    testRunner: 'vitest',
    vitest: { configFile: 'tooling/mutation/vitest.config.js', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: [...values.files.map((file) => `packages/${name}/${file}`), `!packages/${name}/src/**/*.test.ts`, `!packages/${name}/src/**/*.test-d.ts`],
    inPlace: true,
    incremental: true, // what did not change since, and was asked before, is not asked again
    incrementalFile: path.join(report, `${name}.incremental.json`),
    disableTypeChecks: false,
    coverageAnalysis: 'perTest',
    ignoreStatic: true, // what is computed as a module loads: every test would have to run for each
    concurrency: Number(values.concurrency),
    timeoutMS: 10_000,
    reporters: ['clear-text', 'html', 'json', 'dots'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: path.join(report, `${name}.html`) },
    jsonReporter: { fileName: path.join(report, `${name}.json`) },
  };
}

os.setPriority(os.constants.priority.PRIORITY_LOW);
try {
  copyCheckout(copy);
  const installed = run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--silent']) && run('pnpm', ['--dir', 'tooling/mutation', 'install', '--frozen-lockfile', '--prefer-offline', '--silent']);
  if (!installed) throw new Error('the copy could not be installed');
  const report = path.join(root, '.mutation');
  mkdirSync(report, { recursive: true });
  for (const name of names) {
    writeFileSync(path.join(copy, 'stryker.config.json'), JSON.stringify(configOf(name, report)));
    if (!run('tooling/mutation/node_modules/.bin/stryker', ['run', 'stryker.config.json'], { MUTATED: name })) process.exitCode = 1;
    else keep(name, scoreOf(JSON.parse(readFileSync(path.join(report, `${name}.json`), 'utf8'))));
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Says a score, and writes it down where that was asked for. */
function keep(name, score) {
  console.log(`${name}: ${JSON.stringify(score)}`);
  if (!values.keep) return;
  const file = path.join(import.meta.dirname, 'scores.json');
  const scores = { ...JSON.parse(readFileSync(file, 'utf8')), [name]: { date: new Date().toISOString().slice(0, 10), files: values.files.join(', ').replace('src/**/*.ts', 'all'), ...score } };
  writeFileSync(file, `${JSON.stringify(scores, null, 2)}\n`);
}
