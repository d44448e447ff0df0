import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discoverProviders } from '../node.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'g4f-discovery-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (file: string, content: string | object): Promise<void> => {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, typeof content === 'string' ? content : JSON.stringify(content));
};

const field = { entry: './plugin', contract: 1 };

/** The source of a plugin with one provider; what `more` says wins. */
const pluginOf = (id: string, more = ''): string => `
const make = (id, more = {}) => ({ id, url: 'https://example.com', models: ['m'], working: true, contract: 1,
  async *createAsyncGenerator() { yield id }, async *createPartGenerator() { yield { type: 'text', text: id } }, createAsync: async () => id, ...more });
export default (env) => { ${more} return make('${id}'); };
`;

/** Installs a package under `node_modules`. */
async function install(name: string, source: string, manifest: object = {}): Promise<void> {
  await put(`node_modules/${name}/package.json`, { name, version: '1.2.3', type: 'module', exports: { './plugin': './plugin.js' }, g4f: field, ...manifest });
  await put(`node_modules/${name}/plugin.js`, source);
}

/** Writes the app's package.json, and gives its path. */
async function app(names: readonly string[], more: object = {}): Promise<string> {
  await put('package.json', { dependencies: Object.fromEntries(names.map((name) => [name, '*'])), ...more });
  return path.join(root, 'package.json');
}

/** Installs one broken plugin beside a good one, and gives what is said of it. */
async function reasonFor(source: string, manifest: object = {}, options: object = {}): Promise<string> {
  await install('good', pluginOf('good'));
  await install('bad', source, manifest);
  const { providers, failed } = await discoverProviders({ from: await app(['bad', 'good']), env: {}, ...options });
  expect(providers.map(({ id }) => id)).toEqual(['good']);
  expect(failed.map(({ packageName }) => packageName)).toEqual(['bad']);
  return failed[0]?.reason ?? '';
}

describe('discovery', () => {
  test('imports the plugins among the direct dependencies, in their order, and says where they came from', async () => {
    await install('@scope/z', pluginOf('z'));
    await install('a', pluginOf('a'));
    await install('library', 'throw new Error("nobody may import this")', { g4f: undefined });
    await install('tool', pluginOf('tool'));
    await install('nested', pluginOf('nested'));
    const from = await app(['@scope/z', 'library', 'a', 'not-installed'], { devDependencies: { tool: '*' }, optionalDependencies: { nested: '*', absent: '*' } });
    const { providers, found, failed } = await discoverProviders({ from, env: {} });
    expect(failed).toEqual([]);
    expect(providers.map(({ id }) => id)).toEqual(['z', 'a', 'nested']);
    expect(found[0]).toEqual({ provider: providers[0], packageName: '@scope/z', version: '1.2.3' });
    expect(await providers[0]?.createAsync({ messages: [] })).toBe('z');
  });

  test('hands each plugin the environment, and takes several providers from one', async () => {
    await install('many', `${pluginOf('first')}\nexport { many as default };\nconst many = (env) => env.NAMES.split(' ').map((id) => make(id));`.replace('export default', 'export const one ='));
    const { providers } = await discoverProviders({ from: await app(['many']), env: { NAMES: 'x y' } });
    expect(providers.map(({ id }) => id)).toEqual(['x', 'y']);
  });

  test.each<[string, unknown]>([
    ['a path', './plugin.js'],
    ['only the condition `import`', { import: './plugin.js' }],
    ['nested conditions', { browser: './nowhere.js', node: { require: './nowhere.cjs', import: { types: './plugin.d.ts', default: './plugin.js' } } }],
    ['a list', [{ deno: './nowhere.js' }, './plugin.js']],
  ])('follows an entry that is %s', async (_, target) => {
    await install('a', pluginOf('a'), { exports: { './plugin': target } });
    const { providers, failed } = await discoverProviders({ from: await app(['a']), env: {} });
    expect([providers.length, failed]).toEqual([1, []]);
  });

  test('takes the entry for a file where a package has no exports', async () => {
    await install('a', pluginOf('a'), { exports: undefined, g4f: { entry: './plugin.js', contract: 1 } });
    expect((await discoverProviders({ from: await app(['a']), env: {} })).providers).toHaveLength(1);
  });

  test('finds packages further up and behind links, and looks at each once', async () => {
    await install('up', pluginOf('up'));
    await put('store/linked/package.json', { name: 'linked', type: 'module', exports: { './plugin': './plugin.js' }, g4f: field });
    await put('store/linked/plugin.js', pluginOf('linked'));
    await symlink(path.join(root, 'store/linked'), path.join(root, 'node_modules/linked'), 'dir');
    await put('apps/one/package.json', { dependencies: { up: '*', linked: '*' } });
    const from = pathToFileURL(path.join(root, 'apps/one/package.json'));
    const { found, failed } = await discoverProviders({ from, also: [await app(['linked', 'up'])], env: {} });
    expect(failed).toEqual([]);
    expect(found.map(({ provider, version }) => [provider.id, version])).toEqual([['up', '1.2.3'], ['linked', 'unknown']]);
  });

  test.each(['missing.json', 'broken.json', 'list.json'])('says so when it cannot read %s', async (name) => {
    await put('broken.json', '{');
    await put('list.json', '[]');
    const { providers, failed } = await discoverProviders({ from: path.join(root, name), env: {} });
    expect(providers).toEqual([]);
    expect(failed).toEqual([{ packageName: undefined, reason: `${path.join(root, name)} is missing or is no JSON object` }]);
  });

  test('refuses an id that is taken, and keeps the first', async () => {
    await install('one', pluginOf('same'));
    await install('two', pluginOf('same'));
    const { found, failed } = await discoverProviders({ from: await app(['one', 'two']), env: {} });
    expect(found.map(({ packageName }) => packageName)).toEqual(['one']);
    expect(failed).toEqual([{ packageName: 'two', reason: 'the id "same" is taken by one 1.2.3; remove one of the two' }]);
  });
});

describe('a pin', () => {
  test('takes only the ids that it names, in its order, and reports those that nobody provides', async () => {
    for (const name of ['a', 'b', 'c']) await install(name, pluginOf(name));
    const from = await app(['a', 'b', 'c']);
    const { providers, failed } = await discoverProviders({ from, env: { G4F_PROVIDERS: ' c, nobody,a,,c' } });
    expect(providers.map(({ id }) => id)).toEqual(['c', 'a']);
    expect(failed).toEqual([{ packageName: undefined, reason: '"nobody" is pinned (G4F_PROVIDERS), and no plugin provides it; there are: a, b, c' }]);
    expect((await discoverProviders({ from, env: { G4F_PROVIDERS: 'c' }, pin: 'b' })).providers.map(({ id }) => id)).toEqual(['b']);
    expect((await discoverProviders({ from, env: { G4F_PROVIDERS: '' } })).providers).toHaveLength(3);
  });

  test('says that there are none where there are none', async () => {
    const { failed } = await discoverProviders({ from: await app([]), env: {}, pin: 'x' });
    expect(failed[0]?.reason).toMatch(/there are: none$/);
  });
});

describe('one bad plugin is reported and sinks nobody:', () => {
  test.each<[string, string, object, RegExp]>([
    ['it throws at import', 'throw new Error("no luck")', {}, /^it cannot be imported: no luck$/],
    ['it throws something else', 'throw "no luck"', {}, /^it cannot be imported: no luck$/],
    ['it does not parse', 'export default (', {}, /^it cannot be imported: /],
    ['it imports what is not there', 'import "./nowhere.js"', {}, /^it cannot be imported: Cannot find module .*bad\/nowhere\.js/],
    ['it throws when called', pluginOf('x', 'throw new Error("no luck");'), {}, /^it failed when it was called: no luck$/],
    ['it has no default export', 'export const plugin = 1', {}, /^its entry ".\/plugin" has no default export that can be called$/],
    ['its default export is no function', 'export default {}', {}, /has no default export/],
    ['it gives a promise of nothing', 'export default async () => undefined', {}, /^it gives a value that is not a provider$/],
    ['it rejects', 'export default async () => { throw new Error("no luck"); }', {}, /^it failed when it was called: no luck$/],
    ['it gives nothing', 'export default () => undefined', {}, /^it gives a value that is not a provider$/],
    ['its provider has no models', pluginOf('x').replace("['m']", '[]'), {}, /^its provider "x" has no sound models$/],
    ['its provider has a slash in its id', pluginOf('x/y'), {}, /has no sound id$/],
    ['its provider cannot be called', pluginOf('x').replace('async *createPartGenerator', 'async *other'), {}, /has no sound createPartGenerator$/],
    ['its provider is made for another contract', pluginOf('x').replace('contract: 1', 'contract: 2'), {}, /^its provider "x" is made for contract 2, and this registry knows 1/],
    ['it is made for another contract', 'throw new Error("nobody may import this")', { g4f: { ...field, contract: 7 } }, /^it is made for contract 7, and this registry knows 1/],
    ['it names no entry', pluginOf('x'), { g4f: { contract: 1 } }, /^its package.json must say "g4f"/],
    ['its field is no object', pluginOf('x'), { g4f: true }, /^its package.json must say "g4f"/],
    ['its entry is not exported', pluginOf('x'), { exports: { '.': './plugin.js' } }, /^its package.json names the entry ".\/plugin", which is not among its exports$/],
    ['its exports are one file', pluginOf('x'), { exports: './plugin.js' }, /not among its exports$/],
    ['its entry is for others', pluginOf('x'), { exports: { './plugin': { browser: './plugin.js' } } }, /not among its exports$/],
    ['its entry leads out of it', pluginOf('x'), { exports: { './plugin': '../good/plugin.js' } }, /not among its exports$/],
  ])('%s', async (_, source, manifest, reason) => {
    expect(await reasonFor(source, manifest)).toMatch(reason);
  });

  test('it hangs at import', async () => {
    expect(await reasonFor('await new Promise(() => {})', {}, { importTimeout: 50 })).toBe('it cannot be imported: not done within 50 ms');
  });

  test('it hangs when it is called', async () => {
    expect(await reasonFor('export default () => new Promise(() => {})', {}, { importTimeout: 50 })).toBe('it failed when it was called: not done within 50 ms');
  });

  test('its package.json is broken', async () => {
    await install('good', pluginOf('good'));
    await put('node_modules/bad/package.json', '"nothing"');
    const { providers, failed } = await discoverProviders({ from: await app(['bad', 'good']), env: {} });
    expect(providers).toHaveLength(1);
    expect(failed).toEqual([{ packageName: 'bad', reason: 'its package.json is no JSON object' }]);
  });

  test('and no value of the environment is in the report', async () => {
    const env = { BAD_SECRET: 'hush-hush-1234', BAD_PASS: 'abc', EMPTY: '' };
    const reason = await reasonFor(pluginOf('x', 'throw new Error(`bad key ${env.BAD_SECRET}, encoded ${encodeURIComponent(env.BAD_SECRET)}, pass ${env.BAD_PASS}; ${"long ".repeat(200)}`);'), {}, { env });
    expect(reason).toMatch(/^it failed when it was called: bad key \[redacted\], encoded \[redacted\], pass \[redacted\]; long/);
    expect(reason.length).toBeLessThan(400);
  });
});
