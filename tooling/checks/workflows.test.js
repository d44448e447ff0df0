import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map((file) => [file, readFileSync(path.join(root, file), 'utf8')]);
const jobsOf = (text) => text.slice(text.indexOf('\njobs:\n')).split(/\n(?= {2}\w+:\n)/).slice(1);

test('there are workflows', () => {
  expect(workflows.map(([file]) => path.basename(file)).sort()).toEqual(expect.arrayContaining(['ci.yml', 'release.yml']));
});

test.each(workflows)('%s pins every action to a commit, and says which release that is', (_, text) => {
  const uses = text.split('\n').filter((line) => /\buses:/.test(line));
  expect(uses.filter((line) => !/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test.each(workflows)('%s gives what it runs no more than to read, unless a job asks for more', (_, text) => {
  expect(text).toMatch(/^permissions: (\{\}|\{ contents: read \})$/m);
  expect(text).not.toMatch(/write-all|NPM_TOKEN|NODE_AUTH_TOKEN/);
});

test.each(workflows)('every job of %s ends in time, and keeps no credentials in its checkout', (_, text) => {
  for (const job of jobsOf(text)) expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
  expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength((text.match(/uses: actions\/checkout@/g) ?? []).length);
});

test('what is guarded, is guarded by .ci/run', () => {
  for (const [file, text] of workflows) if (/ci|release/.test(file)) expect(text).toMatch(/- run: \.ci\/run$/m);
});

test('only the job that publishes has an identity, and it runs no code of the repository', () => {
  const jobs = jobsOf(workflows.find(([file]) => file.endsWith('release.yml'))[1]);
  const [publish, ...others] = jobs.filter((job) => job.includes('id-token: write'));
  expect(others).toEqual([]);
  expect(publish).toMatch(/^ {2}publish:/);
  expect(publish).not.toMatch(/- run:/);
  expect(publish).toContain("PNPM_CONFIG_PROVENANCE: 'true'");
});
