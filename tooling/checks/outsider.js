import { execFile } from 'node:child_process';
import { globSync, renameSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { lintTarball } from './lint-tarball.js';
import { registryHere } from './registry-here.js';

const run = promisify(execFile);
const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];

/**
 * What `npm create g4f-provider` writes passes lint, types and laws untouched, and an app that installs it has it: tried as a stranger
 * would, in a folder outside the repository. One check follows from another.
 *
 * @param consumer an app in which the packed packages are installed, and which gets this one too
 */
export async function outsider(temporary, packed, consumer, testkit) {
  const registry = await registryHere(packed, testkit.listen);
  const name = 'g4f-provider-out-sider';
  const folder = path.join(temporary, name);
  const npm = (...args) => run('npm', args, { cwd: folder, env: { ...process.env, ...registry.env }, timeout: 120_000 });
  const script = (...args) => async () => void (await npm(...args));
  const g4f = async (args, env) => (await consumer.run('npx', ['g4f', ...args], { OUT_SIDER_API_KEY: 'key', ...env })).stdout;

  return {
    checks: [
      ['npm create g4f-provider out-sider', async () => {
        await consumer.run('npm', ['create', 'g4f-provider', 'out-sider']);
        renameSync(path.join(consumer.folder, name), folder); // away from what is installed there
      }],
      ['out-sider: npm install', script('install', ...quiet)],
      ['out-sider: lint', script('run', 'lint')],
      ['out-sider: types', script('run', 'types')],
      ['out-sider: laws', script('test')],
      ['out-sider: publint', async () => {
        await npm('pack');
        return (await lintTarball(globSync(`${folder}/*.tgz`)[0])).join('\n');
      }],
      ['out-sider: an app that installs it has it', async () => {
        await consumer.run('npm', ['install', ...quiet, ...globSync(`${folder}/*.tgz`)]);
        return (await g4f(['providers', '--json'])).includes('"out-sider"') ? '' : 'it is not among `g4f providers`';
      }],
      ['out-sider: g4f chat -p out-sider answers', async () => {
        const { wire } = await import(pathToFileURL(path.join(folder, 'test/out-sider-upstream.ts')).href);
        await using upstream = await testkit.listenWire(wire, testkit.answer(['Hello', ', stranger']));
        const said = await g4f(['chat', '-p', 'out-sider', 'Hi'], { OUT_SIDER_BASE_URL: upstream.url });
        return said.trim() === 'Hello, stranger' ? '' : `it said ${JSON.stringify(said)}`;
      }],
    ],
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}
