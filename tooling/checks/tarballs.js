import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createConsumer } from './consumer.js';
import { oldestNode } from './oldest-node.js';
import { packAll } from './pack.js';
import { report } from './report.js';
import { outsider } from './outsider.js';
import { installRuntimes, otherRuntimes } from './runtimes.js';
import { snippets } from './snippets.js';

/** Installs what would be published into empty projects, compiles and runs it there: on this Node, on the oldest supported one, and on other runtimes. */
const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-tarballs-'));
const folder = path.join(temporary, 'project');
const g4f = 'node_modules/@g4f/cli/dist/main.js';
const generator = 'node_modules/create-g4f-provider/dist/main.js';
const same = (actual, expected) => (actual === expected ? '' : `expected ${expected}, got ${actual}`);
const said = ({ stdout }) => (stdout.trim() === '' ? 'it printed nothing' : '');

try {
  const packed = await packAll(path.join(temporary, 'tarballs'));
  const of = (name) => packed.find((each) => each.name === name);
  // Three installs, which mostly wait.
  const [consumer, oldest, runtimes] = await Promise.all([createConsumer(folder, packed), oldestNode(path.join(temporary, 'oldest')), installRuntimes(path.join(temporary, 'runtimes'), packed)]);
  const nodes = [process.execPath, oldest];
  const found = snippets();
  for (const { file, code } of found) {
    mkdirSync(path.join(folder, 'snippets', path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, 'snippets', file), code);
  }
  const testkit = await import(path.join(folder, 'node_modules/@g4f/testkit/dist/servers.js'));
  await using aibn = await testkit.aibnServer();
  const env = { AIBN_BASE_URL: aibn.url };
  const { version } = of('@g4f/cli').manifest;

  const checksOn = async (node) => {
    const called = (await consumer.run(node, ['--version'])).stdout.trim();
    return [
      ...consumer.entries.map((entry) => [`${called} imports ${entry}`, async () => void (await consumer.run(node, ['--input-type=module', '-e', `await import('${entry}')`]))]),
      ...found.filter(({ runs }) => runs).map(({ file, where }) => [`${called} runs ${where}`, async () => said(await consumer.run(node, [`snippets/${file}`], env))]),
      [`${called}: g4f --version`, async () => same((await consumer.run(node, [g4f, '--version'])).stdout.trim(), version)],
      [`${called}: create-g4f-provider writes`, async () => said(await consumer.run(node, [generator, `on-${called.replaceAll('.', '-')}`]))],
      [`${called}: g4f chat answers`, async () => said(await consumer.run(node, [g4f, 'chat', '-p', 'aibn', 'Hi'], env))],
    ];
  };
  await using stranger = await outsider(temporary, packed, consumer, testkit);
  await using others = await otherRuntimes(runtimes, testkit);
  await report([
    ['README has code to run', () => (found.some(({ runs }) => runs) ? '' : 'no fence begins with "```ts run"')],
    ['types under nodenext', () => consumer.typeErrors('nodenext', 'nodenext')],
    ['types under bundler', () => consumer.typeErrors('esnext', 'bundler')],
    ...(await Promise.all(nodes.map(checksOn))).flat(),
    ['npx g4f --version', async () => same((await consumer.run('npx', ['g4f', '--version'])).stdout.trim(), version)],
    ['npx g4f providers --json names aibn', async () => (JSON.stringify(JSON.parse((await consumer.run('npx', ['g4f', 'providers', '--json'])).stdout)).includes('"aibn"') ? '' : 'it does not')],
    ...stranger.checks,
    ...others,
  ]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
