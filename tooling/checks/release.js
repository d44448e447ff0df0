import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { root } from '../build/packages.js';
import { copyCheckout } from './copy.js';
import { audit } from './release/audit.js';
import { addHeld, billFaults, billOf, keepBill, writeBills } from './release/bill.js';
import { fileFaults } from './release/file-rules.js';
import { licenceCounts, licenceFaults } from './release/licences.js';
import { manifestFaults } from './release/manifest-rules.js';
import { openPlan } from './release/packed.js';
import { rehearsal } from './release/rehearsal.js';
import { report } from './report.js';

/**
 * Builds, packs and checks what is to be published, into `.release/`: the tarballs, the plan by which they are published, and a bill of
 * materials for each. `changeset publish --from-pack-dir .release` publishes just those bytes; the release workflow does it, which can
 * prove where they were built.
 *
 * With `--dry-run` in a copy of the checkout, in which the changesets that wait have become versions, and publishes to a registry on this
 * machine.
 */
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const dry = values['dry-run'];
const out = path.join(root, '.release');
const checkout = dry ? mkdtempSync(path.join(os.tmpdir(), 'g4f-release-')) : root;
const run = (command, args) => promisify(execFile)(command, args, { cwd: checkout, timeout: 300_000, maxBuffer: 2 ** 26 });
const pnpm = (...args) => run('pnpm', args);
const git = (...args) => run('git', ['-c', 'user.name=nobody', '-c', 'user.email=nobody@localhost', ...args]);

/** The copy as it would be after the next "Version Packages" was merged. */
async function versioned() {
  copyCheckout(checkout);
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'as it is');
  await pnpm('install', '--frozen-lockfile', '--prefer-offline', '--silent');
  await pnpm('exec', 'changeset', 'version');
  await pnpm('install', '--lockfile-only', '--silent');
}

/** Tries the licence check on what it is there for. */
function licencesAreSeen() {
  const component = (expression) => ({ purl: `pkg:npm/${expression}`, licenses: expression === undefined ? [] : [{ expression }] });
  const refused = [undefined, 'GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND GPL-2.0-only', 'SEE LICENSE IN terms.txt', 'UNLICENSED'];
  const kept = ['MIT', '(GPL-2.0-only OR MIT)', 'MIT AND ISC'];
  const seen = (expression) => licenceFaults([{ components: [component(expression)] }]).length === 1;
  return [...refused.filter((each) => !seen(each)).map((each) => `${each} is let through`), ...kept.filter(seen).map((each) => `${each} is refused`)].join('\n');
}

try {
  rmSync(out, { recursive: true, force: true });
  if (dry) await versioned();
  await pnpm('run', 'build');
  const bills = await writeBills(checkout, path.join(out, 'sbom'));
  await using stage = dry ? await rehearsal(checkout) : undefined;
  await pnpm('exec', 'changeset', 'pack', '--out-dir', out);
  const packed = openPlan(out);
  for (const { name, files, read } of packed) {
    const list = files.find((file) => path.basename(file) === 'third-party.txt');
    if (list === undefined) continue;
    addHeld(billOf(bills, name), read(list));
    keepBill(path.join(out, 'sbom'), billOf(bills, name));
  }
  const released = Object.fromEntries(bills.map(({ metadata: { component } }) => [component.group ? `${component.group}/${component.name}` : component.name, component.version]));
  const all = (faults) => packed.flatMap((each) => faults(each).map((fault) => (fault.startsWith(each.name) ? fault : `${each.name}: ${fault}`))).join('\n');
  const advised = await audit(checkout);
  await report([
    ['there is something to publish', () => (packed.length > 0 || !dry ? '' : 'no package was packed')],
    ['versions and ranges mean the same outside', () => all(({ manifest }) => manifestFaults(manifest, released))],
    ['no tarball holds what nobody needs', () => all(fileFaults)],
    ['a bill of materials for each', () => all((each) => billFaults(billOf(bills, each.name), each))],
    ['a licence that is not allowed is seen', licencesAreSeen],
    ['every licence is allowed', () => licenceFaults(bills).join('\n')],
    ['advisories are looked up', () => advised.skipped && { skipped: advised.skipped }],
    ...(stage === undefined
      ? []
      : [
          ['without provenance nothing is published', () => stage.needsProvenance()],
          ['all of it is published, once, as it was packed', () => stage.publish(out, packed)],
          ['and then nothing is left to publish', () => stage.isDone()],
        ]),
  ]);
  for (const line of advised.lines ?? []) console.log(`     advisory: ${line}`);
  console.log(`     licences: ${licenceCounts(bills).map(([licence, count]) => `${licence} ${count}`).join(', ')}`);
  console.log(`     ${packed.length} packages in .release/: ${packed.map(({ name, version }) => `${name}@${version}`).join(', ')}`);
} finally {
  if (dry) rmSync(checkout, { recursive: true, force: true });
}
