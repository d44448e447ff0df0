import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engineRegistry, forCards } from '../test/engine-registry.ts';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { enginePackages, engineVersion } from './engine-packages.ts';
import { obtainEngine, type EngineModule } from './obtain-engine.ts';
import { settleOptions, type LlamaOptions } from './options.ts';
import type { DownloadProgress } from './progress.ts';

/** What Node says where an app has no engine. */
const absent = (): Promise<EngineModule> => Promise.reject(Object.assign(new Error("Cannot find package 'node-llama-cpp' imported from here"), { code: 'ERR_MODULE_NOT_FOUND' }));

async function setting(more: LlamaOptions = {}) {
  const directory = await temporaryDirectory();
  const registry = await engineRegistry(directory.path);
  const progress: DownloadProgress[] = [];
  const options = settleOptions({ cacheDirectory: join(directory.path, 'cache/models'), env: registry.env, onProgress: (each) => progress.push(each), ...more });
  return {
    registry,
    progress,
    engines: join(directory.path, 'cache/engines'),
    obtain: (run: { readonly signal?: AbortSignal; readonly dispatcher?: { dispatch: () => boolean } } = {}) => obtainEngine(options, { signal: new AbortController().signal, ...run }, absent),
    async [Symbol.asyncDispose]() {
      await registry.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

test('the engine that an app has is taken, and nothing is fetched', async () => {
  await using s = await setting();
  const own = await obtainEngine(settleOptions({ cacheDirectory: s.engines }), { signal: new AbortController().signal });
  expect(own).toHaveProperty('getLlama');
  expect(s.registry.asked).toEqual([]);
});

test('the version that is fetched is the one that the tests run on', async () => {
  const installed = await readFile(new URL('../node_modules/node-llama-cpp/package.json', import.meta.url), 'utf8');
  expect(JSON.parse(installed)).toMatchObject({ version: engineVersion });
});

test('and the one that the README names', async () => {
  expect(await readFile(new URL('../README.md', import.meta.url), 'utf8')).toContain(`version ${engineVersion} for this processor`);
});

test('and the one in the container image', async () => {
  const dockerfile = await readFile(new URL('../../../deploy/Dockerfile', import.meta.url), 'utf8');
  expect([...dockerfile.matchAll(/@(3\.\d+\.\d+)/g)].map(([, version]) => version)).toEqual([engineVersion, engineVersion]);
});

test.each([
  ['linux', 'x64', ['node-llama-cpp', '@node-llama-cpp/linux-x64']],
  ['darwin', 'arm64', ['node-llama-cpp', '@node-llama-cpp/mac-arm64-metal']],
  ['sunos', 'x64', ['node-llama-cpp']],
])('on %s %s it is made of few packages, all of one version', (platform, arch, names) => {
  expect(enginePackages(platform, arch)).toEqual(names.map((name) => `${name}@${engineVersion}`));
});

describe('where an app has none, it', () => {
  test('is fetched by npm, once, without what is for graphics cards', { timeout: 60_000 }, async () => {
    await using s = await setting();
    const [one, two] = await Promise.all([s.obtain(), s.obtain()]);
    expect(one).toHaveProperty('isFake', true);
    expect(two).toBe(one);
    expect(await readdir(s.engines)).toEqual([`node-llama-cpp-${engineVersion}`]);
    expect(s.progress).toMatchObject([{ source: 'npm', what: 'engine', state: 'running' }, { state: 'done' }]);
    expect(s.registry.asked).toContain('node-llama-cpp.tgz');
    expect(s.registry.asked).not.toContain(`${forCards}.tgz`);
    const before = s.registry.asked.length;
    await s.obtain();
    expect(s.registry.asked).toHaveLength(before);
  });

  test('is not fetched where downloads are off', async () => {
    await using s = await setting({ offline: true });
    await expect(s.obtain()).rejects.toMatchObject({ code: 'missing-dependency', message: expect.stringMatching(/downloads are off; run: npm install node-llama-cpp@/) as string });
    expect(s.registry.asked).toEqual([]);
  });

  test('and no npm either, the error says both, and what to run', async () => {
    await using s = await setting({ env: { PATH: '/nowhere' } });
    await expect(s.obtain()).rejects.toMatchObject({ code: 'missing-dependency', message: expect.stringMatching(/npm: not installed; run: npm install node-llama-cpp@/) as string });
  });

  test('and the registry has none either, npm’s words are told, and nothing is left half done', { timeout: 60_000 }, async () => {
    await using s = await setting({ env: { PATH: process.env['PATH'], npm_config_registry: 'http://127.0.0.1:1/', npm_config_fetch_retries: '0', no_proxy: '*' } });
    await expect(s.obtain()).rejects.toMatchObject({ code: 'missing-dependency', message: expect.stringContaining('ECONNREFUSED') as string });
    expect(await readdir(s.engines)).toEqual([]);
    expect(s.progress.at(-1)).toMatchObject({ state: 'failed' });
  });

  test('is not fetched through a dispatcher', async () => {
    await using s = await setting();
    await expect(s.obtain({ dispatcher: { dispatch: () => true } })).rejects.toMatchObject({ message: expect.stringContaining('npm cannot go through a dispatcher') as string });
  });

  test('and the caller stops, that ends it with the caller’s reason', async () => {
    await using s = await setting();
    await expect(s.obtain({ signal: AbortSignal.abort('mine') })).rejects.toBe('mine');
  });
});

test('an engine that is there and broken is not fetched anew', async () => {
  await using s = await setting();
  await mkdir(s.engines, { recursive: true });
  await writeFile(join(s.engines, 'x'), '');
  const broken = () => Promise.reject(new Error('invalid ELF header'));
  await expect(obtainEngine(settleOptions({ env: s.registry.env }), { signal: new AbortController().signal }, broken)).rejects.toMatchObject({
    code: 'missing-dependency',
    message: expect.stringContaining('it cannot be loaded') as string,
  });
  expect(s.registry.asked).toEqual([]);
});
