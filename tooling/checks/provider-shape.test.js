import { lookup } from 'node:dns';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract, flags } from '../../packages/core/src/index.ts';
import { callPlugin, mergedFlags } from './plugin-shape.js';
import { hasPlugin, shapeFaults } from './provider-shape.js';

const root = path.resolve(import.meta.dirname, '../..');
const model = { contract, flags: [...flags, ...mergedFlags(root)], core: JSON.parse(readFileSync(path.join(root, 'packages/core/package.json'), 'utf8')) };
const folders = globSync('packages/provider-*', { cwd: root }).sort();

test.each(folders)('%s has the files, exports and metadata of a provider', (folder) => {
  expect(shapeFaults(path.join(root, folder), model)).toEqual([]);
});

describe('the plugins', () => {
  const owners = new Map();

  test.each(folders.filter(hasPlugin))('of %s can be called with nothing set, and makes what nobody else makes', async (folder) => {
    const { default: plugin } = await import(pathToFileURL(path.join(root, folder, 'src/plugin.ts')).href);
    const { ids, faults } = await callPlugin(plugin, model);
    expect(faults).toEqual([]);
    for (const id of ids) {
      expect(owners.get(id) ?? folder, `the id ${id} is taken`).toBe(folder);
      owners.set(id, folder);
    }
  });
});

describe('a package that', () => {
  let copy;
  const folder = () => path.join(copy, 'packages/provider-aibn');
  beforeEach(() => {
    copy = mkdtempSync(path.join(os.tmpdir(), 'g4f-shape-'));
    mkdirSync(path.join(copy, '.changeset'));
    cpSync(path.join(root, '.changeset/first-provider-aibn.md'), path.join(copy, '.changeset/first-provider-aibn.md'));
    cpSync(path.join(root, 'packages/provider-aibn'), folder(), { recursive: true, filter: (file) => !/node_modules|dist/.test(path.basename(file)) });
  });
  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  test('is sound has no fault', () => {
    expect(shapeFaults(folder(), model)).toEqual([]);
  });

  const changed = (change) => () => {
    const file = path.join(folder(), 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    change(manifest);
    writeFileSync(file, JSON.stringify(manifest));
  };
  const without = (file) => () => rmSync(path.join(folder(), file));
  const replaced = (file, from, to) => () => {
    const place = path.join(folder(), file);
    writeFileSync(place, readFileSync(place, 'utf8').replaceAll(from, to));
  };

  test.each([
    ['has another name', changed((it) => (it.name = '@g4f/aibn')), /^name is "@g4f\/aibn", and must be "@g4f\/provider-aibn"$/],
    ['has another license', changed((it) => (it.license = 'ISC')), /^license is "ISC"/],
    ['is of another folder', changed((it) => (it.repository.directory = 'packages/core')), /^repository is/],
    ['is not ESM', changed((it) => delete it.type), /^type is nothing, and must be "module"$/],
    ['has side effects', changed((it) => delete it.sideEffects), /^sideEffects is nothing/],
    ['takes any Node', changed((it) => (it.engines.node = '*')), /^engines is/],
    ['publishes its sources', changed((it) => it.files.push('src')), /^files is/],
    ['says nothing of itself', changed((it) => (it.description = '')), /^description is missing$/],
    ['lacks a keyword', changed((it) => it.keywords.shift()), /^keywords lack "g4f"$/],
    ['exports no plugin', changed((it) => [it.exports, it.publishConfig.exports].forEach((table) => delete table['./plugin'])), /^exports\["\.\/plugin"\] is nothing/],
    ['publishes an entry that it does not have', changed((it) => (it.publishConfig.exports['./more'] = {})), /^the entries of publishConfig\.exports/],
    ['publishes no types', changed((it) => delete it.publishConfig.exports['.'].types), /^publishConfig\.exports\["\."\] is/],
    ['is made for another contract', changed((it) => (it.g4f.contract += 1)), /^g4f is/],
    ['pins core', changed((it) => (it.dependencies['@g4f/core'] = '1.0.0')), /^dependencies\["@g4f\/core"\]/],
    ['has no package.json', without('package.json'), /^package\.json is missing$/],
    ['has no index', without('src/index.ts'), /^src\/index\.ts is missing$/],
    ['exports its plugin by name', replaced('src/plugin.ts', 'export default plugin', 'export { plugin }'), /^src\/plugin\.ts has no default export$/],
    ['keeps no laws', without('src/create-aibn.laws.test.ts'), /^no \*\.laws\.test\.ts calls testProvider$/],
    ['has a README of another', replaced('README.md', '# @g4f/provider-aibn', '# Aibn'), /^README\.md does not begin/],
    ['has an example that nobody checks', replaced('README.md', '```ts run', '```ts'), /^README\.md has no example/],
    ['announces nothing', () => rmSync(path.join(copy, '.changeset/first-provider-aibn.md')), /^no changeset/],
    ['has a config of its own', () => writeFileSync(path.join(folder(), 'tsconfig.json'), '{}'), /^tsconfig\.json is its own/],
  ])('%s is told so', (_, breakIt, words) => {
    breakIt();
    expect(shapeFaults(folder(), model)).toEqual([expect.stringMatching(words)]);
  });

  test('was released needs no changeset', () => {
    changed((it) => (it.version = '1.0.0'))();
    rmSync(path.join(copy, '.changeset'), { recursive: true });
    expect(shapeFaults(folder(), model)).toEqual([]);
  });
});

describe('a plugin that', () => {
  const sound = { id: 'x', url: 'https://example.com', models: ['m', { id: 'n', contextWindow: 1, supportsTools: false }], contract, working: true, local: false };
  const ask = (host) => connect({ host, port: 9 }).on('error', () => {});

  test('is sound has no fault, also if it asks the ports of this machine', async () => {
    const plugin = async () => {
      await new Promise((resolve) => ask('127.0.0.1').on('close', resolve));
      return [sound, { ...sound, id: 'y', aliases: {} }];
    };
    expect(await callPlugin(plugin, model)).toEqual({ ids: ['x', 'y'], faults: [] });
  });

  test('makes more where keys are set is seen whole', async () => {
    expect((await callPlugin((env) => (env.X_API_KEY ? [sound] : []), model)).ids).toEqual(['x']);
  });

  test.each([
    ['throws', () => { throw new TypeError('no luck'); }, /with nothing set it throws TypeError: no luck/],
    ['needs a key', ({ X_API_KEY: key }) => key.length, /with nothing set it throws/],
    ['opens a socket', () => (ask('0.0.0.0'), sound), /it asks 0\.0\.0\.0/],
    ['looks up a name', () => (lookup('nowhere.invalid', () => {}), sound), /it asks nowhere\.invalid/],
    ['makes two of one id', () => [sound, sound], /two of its providers have one id/],
    ['has another contract', () => ({ ...sound, contract: 0 }), /x has contract 0, and core has 1/],
    ['has no address', () => ({ ...sound, url: 'here' }), /x has the url "here"/],
    ['misspells a flag', () => ({ ...sound, supportTools: true }), /x says supportTools, which is no flag$/],
    ['has a flag that is a word', () => ({ ...sound, working: 'yes' }), /x says working: "yes"/],
    ['misspells a flag of a model', () => ({ ...sound, models: [{ id: 'm', supportTools: true }] }), /x\/m says supportTools/],
  ])('%s is told so', async (_, plugin, words) => {
    expect((await callPlugin(plugin, model)).faults).toContainEqual(expect.stringMatching(words));
  });
});
