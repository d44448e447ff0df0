import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createConsumer } from './consumer.js';
import { oldestNode } from './oldest-node.js';
import { packAll } from './pack.js';
import { report } from './report.js';
import { snippets } from './snippets.js';

const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-tarballs-'));
const folder = path.join(temporary, 'project');
const found = snippets();

try {
  const packed = await packAll(path.join(temporary, 'tarballs'));
  const version = packed.find(({ name }) => name === '@g4f/cli').manifest.version;
  let consumer;
  let oldest;
  await report([
    ['the tarballs install into an empty project', async () => void (consumer = await createConsumer(folder, packed))],
    [`the oldest supported Node is at hand`, () => void (oldest = oldestNode(path.join(temporary, 'oldest')))],
  ]);
  if (consumer === undefined || oldest === undefined) throw new Error('nothing to check');
  for (const { file, code } of found) writeFileSync(path.join(folder, 'snippets', file), code);
  const { listenAibn } = await import(path.join(folder, 'node_modules/@g4f/testkit/dist/servers.js'));
  await using aibn = await listenAibn();
  const env = { AIBN_BASE_URL: aibn.url, G4F_PROVIDERS: 'aibn' };
  const nodes = [
    ['this Node', process.execPath],
    ['the oldest Node', oldest],
  ];

  await report([
    ['README has code to check', () => (found.some(({ runs }) => runs) ? '' : 'no fence begins with "```ts run"')],
    ['types under nodenext', () => consumer.typeErrors('nodenext', 'nodenext')],
    ['types under bundler', () => consumer.typeErrors('esnext', 'bundler')],
    ...nodes.flatMap(([called, node]) => [
      ...consumer.entries.map((entry) => [`${called} imports ${entry}`, async () => void (await consumer.run(node, ['-e', `await import('${entry}')`, '--input-type=module']))]),
      ...found
        .filter(({ runs }) => runs)
        .map(({ file, where }) => [
          `${called} runs ${where}`,
          async () => ((await consumer.run(node, [`snippets/${file}`], env)).stdout.trim() === '' ? 'it printed nothing' : ''),
        ]),
      [`${called}: g4f --version`, async () => is((await consumer.run(node, ['node_modules/@g4f/cli/dist/main.js', '--version'])).stdout.trim(), version)],
      [`${called}: g4f chat answers`, async () => ((await consumer.run(node, ['node_modules/@g4f/cli/dist/main.js', 'chat', '-p', 'aibn', 'Hi'], env)).stdout.trim() === '' ? 'it printed nothing' : '')],
    ]),
    ['npx g4f providers --json', async () => (JSON.parse((await consumer.run('npx', ['g4f', 'providers', '--json'])).stdout) ? '' : 'nothing')],
    ['npx g4f --version', async () => is((await consumer.run('npx', ['g4f', '--version'])).stdout.trim(), version)],
  ]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function is(actual, expected) {
  return actual === expected ? '' : `expected ${expected}, got ${actual}`;
}
