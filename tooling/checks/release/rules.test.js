import { describe, expect, test } from 'vitest';
import { addHeld, billFaults, billOf } from './bill.js';
import { fileFaults } from './file-rules.js';
import { manifestFaults } from './manifest-rules.js';

describe('a packed package.json', () => {
  const released = { '@g4f/it': '1.2.0', '@g4f/core': '1.1.0' };
  const sound = () => ({
    name: '@g4f/it',
    version: '1.2.0',
    type: 'module',
    license: 'MIT',
    sideEffects: false,
    exports: { '.': './dist/index.js' },
    repository: { url: 'git+https://github.com/g4f/g4f.git' },
    publishConfig: { access: 'public', provenance: true },
    dependencies: { '@g4f/core': '^1.1.0', zod: '4.6.7' },
    peerDependencies: { vitest: '^4.0.0 || ^5.0.0' },
  });

  test('that is sound has no fault', () => {
    expect(manifestFaults(sound(), released)).toEqual([]);
  });

  test.each([
    ['a range of the workspace', (it) => (it.dependencies['@g4f/core'] = 'workspace:^'), /@g4f\/core: workspace:\^, which means nothing/],
    ['a version of the catalog', (it) => (it.peerDependencies.vitest = 'catalog:'), /vitest: catalog:, which means nothing/],
    ['a path, if only for its tests', (it) => (it.devDependencies = { other: 'link:../other' }), /other: link:/],
    ['a sibling at another version', (it) => (it.dependencies['@g4f/core'] = '^1.0.0'), /needs @g4f\/core \^1\.0\.0, and 1\.1\.0/],
    ['a sibling at exactly one version', (it) => (it.dependencies['@g4f/core'] = '1.1.0'), /needs @g4f\/core 1\.1\.0/],
    ["somebody else's package at whatever version", (it) => (it.dependencies.zod = '^4.6.7'), /needs zod \^4\.6\.7: pin it/],
    ['a peer without an upper bound', (it) => (it.peerDependencies.vitest = '>=4'), /peer vitest is >=4/],
    ['any peer', (it) => (it.peerDependencies.vitest = '*'), /peer vitest is \*/],
    ['a sibling as a peer at another version', (it) => (it.peerDependencies['@g4f/core'] = '^1.0.0'), /peer @g4f\/core is \^1\.0\.0/],
    ['another version than was planned', (it) => (it.version = '1.1.9'), /version is 1\.1\.9/],
    ['CommonJS', (it) => delete it.type, /not ESM/],
    ['another licence', (it) => (it.license = 'GPL-3.0-only'), /license is GPL-3\.0-only/],
    ['"private"', (it) => (it.private = true), /it is private/],
    ['side effects', (it) => delete it.sideEffects, /"sideEffects": false/],
    ['no repository', (it) => delete it.repository, /names no repository/],
    ['no word on who may see it', (it) => delete it.publishConfig.access, /access is not public/],
    ['no provenance', (it) => delete it.publishConfig.provenance, /provenance is not true/],
    ['a script at install', (it) => (it.scripts = { postinstall: 'node x.js' }), /runs a script at install: node x\.js/],
  ])('with %s is told so', (_, change, words) => {
    const manifest = sound();
    change(manifest);
    expect(manifestFaults(manifest, released)).toContainEqual(expect.stringMatching(words));
  });

  test('that was never versioned is told so', () => {
    expect(manifestFaults({ ...sound(), version: '0.0.0' }, { ...released, '@g4f/it': '0.0.0' })).toEqual(['its version is 0.0.0']);
  });
});

describe('a tarball', () => {
  const texts = {
    LICENSE: '',
    'README.md': '',
    'package.json': '',
    'dist/index.js': "import { it } from './shared.js';\nexport const load = () => import('./later.js');",
    'dist/shared.js': '',
    'dist/later.js': '',
    'dist/index.d.ts': "export * from './parts/it.js';",
    'dist/parts/it.d.ts': '',
  };
  const tarball = (more = {}, name = '@g4f/it') => {
    const all = { ...texts, ...more };
    const files = Object.keys(all).filter((file) => all[file] !== undefined);
    return { name, files, read: (file) => all[file], manifest: { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } } };
  };

  test('may hold its entries, and what they lead to', () => {
    expect(fileFaults(tarball())).toEqual([]);
  });

  test.each(['dist/index.test.js', 'dist/left.js', 'dist/parts/left.d.ts', 'src/index.ts', 'dist/index.js.map', 'tsconfig.json'])('may not hold %s', (file) => {
    expect(fileFaults(tarball({ [file]: '' }))).toEqual([`${file} is needed by nothing`]);
  });

  test.each(['LICENSE', 'README.md', 'dist/index.js'])('may not lack %s', (file) => {
    expect(fileFaults(tarball({ [file]: undefined }))).toContain(`${file} is missing`);
  });

  test('may hold what is said to be needed besides', () => {
    expect(fileFaults(tarball({ 'template/src/index.ts': '' }, 'create-g4f-provider'))).toEqual([]);
    expect(fileFaults(tarball({ 'template/src/index.ts': '' }))).toHaveLength(1);
  });
});

describe('a bill of materials', () => {
  const packed = { name: '@g4f/it', version: '1.2.0', manifest: { dependencies: { '@g4f/core': '^1.1.0', zod: '4.6.7' } } };
  const component = (group, name, version) => ({ group, name, version, 'bom-ref': `${name}@${version}` });
  const bill = (...components) => ({ bomFormat: 'CycloneDX', metadata: { component: component('@g4f', 'it', '1.2.0') }, components, dependencies: [] });
  const [core, zod] = [component('@g4f', 'core', '1.1.0'), component(undefined, 'zod', '4.6.7')];

  test('is found by the name of its package, and lists each dependency', () => {
    const whole = bill(core, zod);
    expect(billOf([bill(), whole].reverse(), '@g4f/it')).toBe(whole);
    expect(billFaults(whole, packed)).toEqual([]);
  });

  test.each([
    ['is missing', undefined, /has no bill/],
    ['is of another version', { ...bill(core, zod), metadata: { component: component('@g4f', 'it', '1.1.0') } }, /is CycloneDX for @g4f\/it@1\.1\.0/],
    ['lacks a dependency', bill(core), /lacks zod 4\.6\.7/],
    ['has it at another version', bill(core, component(undefined, 'zod', '4.6.6')), /lacks zod 4\.6\.7/],
    ['leads to what it does not list', { ...bill(core, zod), dependencies: [{ ref: 'core@1.1.0', dependsOn: ['gone@1'] }] }, /names gone@1/],
  ])('that %s is told so', (_, wrong, words) => {
    expect(billFaults(wrong, packed)).toEqual([expect.stringMatching(words)]);
  });

  test('lists what a package holds of others in its own files', () => {
    const whole = bill(core, zod);
    addHeld(whole, 'The page holds code of these packages.\n\n@base-ui/react 1.9.0 (MIT)\n\nMIT License\n\nCopyright 2019 (c) X\n---\n\nreact 19.1.0-rc.1 ((MIT OR ISC))\n\nFree of charge.\n');
    expect(whole.components.slice(2).map(({ purl, licenses }) => [purl, licenses[0].expression])).toEqual([
      ['pkg:npm/%40base-ui/react@1.9.0', 'MIT'],
      ['pkg:npm/react@19.1.0-rc.1', '(MIT OR ISC)'],
    ]);
    expect(billFaults(whole, packed)).toEqual([]);
  });
});
