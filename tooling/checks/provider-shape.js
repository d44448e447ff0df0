import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** Providers that cannot be made from an environment, and why: they have no plugin. */
const withoutPlugin = { 'provider-ai-sdk': 'it wraps a model object, which only an app can make' };

/** What of a package.json is the same in every package; its one home is core's. */
const shared = ['license', 'type', 'sideEffects', 'engines', 'files'];
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const inWords = (value) => JSON.stringify(value) ?? 'nothing';

/** Tells apart what is and what must be. */
const unequal = (where, actual, expected) => (isDeepStrictEqual(actual, expected) ? [] : [`${where} is ${inWords(actual)}, and must be ${inWords(expected)}`]);

function manifestFaults(manifest, name, { core, contract }) {
  const { repository, exports = {}, publishConfig = {}, dependencies = {}, devDependencies = {} } = manifest;
  const entries = Object.keys(exports);
  const isPlugin = !(name in withoutPlugin);
  return [
    ...unequal('name', manifest.name, `@g4f/${name}`),
    ...unequal('repository', repository, { ...core.repository, directory: `packages/${name}` }),
    ...shared.flatMap((key) => unequal(key, manifest[key], core[key])),
    ...(manifest.description ? [] : ['description is missing']),
    ...core.keywords.filter((word) => !manifest.keywords?.includes(word)).map((word) => `keywords lack ${inWords(word)}`),
    ...unequal('exports["."]', exports['.'], './src/index.ts'),
    ...unequal('exports["./plugin"]', exports['./plugin'], isPlugin ? './src/plugin.ts' : undefined),
    ...unequal('g4f', manifest.g4f, isPlugin ? { entry: './plugin', contract } : undefined),
    ...unequal('publishConfig.access', publishConfig.access, 'public'),
    ...unequal('publishConfig.provenance', publishConfig.provenance, true),
    ...unequal('the entries of publishConfig.exports', Object.keys(publishConfig.exports ?? {}), entries),
    ...entries.flatMap((entry) => {
      const file = `./dist/${path.basename(String(exports[entry]), '.ts')}`;
      const { types, default: main } = publishConfig.exports?.[entry] ?? {};
      return unequal(`publishConfig.exports[${inWords(entry)}]`, { types, default: main }, { types: `${file}.d.ts`, default: `${file}.js` });
    }),
    ...unequal('dependencies["@g4f/core"]', dependencies['@g4f/core'], 'workspace:^'),
    ...unequal('devDependencies["@g4f/testkit"]', devDependencies['@g4f/testkit'], 'workspace:*'),
  ];
}

function fileFaults(folder, name, { version }) {
  const file = (each) => read(path.join(folder, each));
  const faults = [];
  const expectThat = (isSo, otherwise) => isSo || faults.push(otherwise);
  const all = (pattern) => globSync(pattern, { cwd: folder }).map(file).join('\n');
  expectThat(file('src/index.ts') !== '', 'src/index.ts is missing');
  expectThat(name in withoutPlugin || /^export default /m.test(file('src/plugin.ts')), 'src/plugin.ts has no default export');
  expectThat(/\btestProvider\(/.test(all('{src,test}/**/*.laws.test.ts')), 'no *.laws.test.ts calls testProvider');
  expectThat(file('README.md').startsWith(`# @g4f/${name}\n`), `README.md does not begin with "# @g4f/${name}"`);
  expectThat(/^```ts (check|run)$/m.test(file('README.md')), 'README.md has no example: a fence that begins with "```ts check" or "```ts run"');
  const changesets = globSync('../../.changeset/*.md', { cwd: folder }).map(file);
  const announces = new RegExp(`^['"]@g4f/${name}['"]: (major|minor|patch)$`, 'm');
  expectThat(version !== '0.0.0' || changesets.some((text) => announces.test(text)), 'no changeset announces its first release');
  for (const config of globSync(['tsconfig*.json', '{vitest,vite,eslint,rolldown,tsdown}.config.*'], { cwd: folder })) faults.push(`${config} is its own: the repository has one for all`);
  return faults;
}

/**
 * What of a provider package is not as in every other, in words.
 *
 * @param folder of the package, in `packages/`
 * @param model `core`: the package.json of core; `contract`: the number that it exports
 */
export function shapeFaults(folder, model) {
  const name = path.basename(folder);
  const text = read(path.join(folder, 'package.json'));
  if (text === '') return ['package.json is missing'];
  const manifest = JSON.parse(text);
  return [...manifestFaults(manifest, name, model), ...fileFaults(folder, name, manifest)];
}

/** Whether a package has a plugin to call. */
export const hasPlugin = (folder) => !(path.basename(folder) in withoutPlugin);
