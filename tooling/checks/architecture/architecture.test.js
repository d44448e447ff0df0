import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dependencyFaults } from './dependencies.js';
import { circles, graphOf, importGraph, sourceFiles } from './imports.js';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const manifests = globSync('packages/*/package.json', { cwd: root }).sort().map((file) => [path.basename(path.dirname(file)), JSON.parse(read(file))]);

describe('what a package.json asks for', () => {
  test.each(manifests)('is what %s may import', (name, manifest) => {
    expect(dependencyFaults(name, manifest)).toEqual([]);
  });

  test.each([
    ['core', { dependencies: { undici: '1' } }, /^core may not depend on undici: it may import nothing$/],
    ['core', { peerDependencies: { '@g4f/wires': 'workspace:^' } }, /^core may not depend on @g4f\/wires/],
    ['registry', { dependencies: { '@g4f/provider-aibn': 'workspace:^' } }, /^registry may not depend on @g4f\/provider-aibn/],
    ['provider-aibn', { optionalDependencies: { '@g4f/registry': 'workspace:^' } }, /^provider-aibn may not depend on @g4f\/registry/],
    ['provider-aibn', { dependencies: { '@g4f/testkit': 'workspace:^' } }, /^provider-aibn may not depend on @g4f\/testkit: /],
    ['provider-aibn', { devDependencies: { '@g4f/gateway': 'workspace:*' } }, /^provider-aibn may not depend on @g4f\/gateway, not even in its tests/],
    ['wires', { devDependencies: { '@g4f/requests': 'workspace:*' } }, /^wires may not depend on @g4f\/requests, not even in its tests/],
  ])('is refused where %s may not import it: %o', (name, manifest, words) => {
    expect(dependencyFaults(name, manifest)).toEqual([expect.stringMatching(words)]);
  });

  test('may be a sibling for the tests, and is then not asked for by users', () => {
    expect(dependencyFaults('registry', { devDependencies: { '@g4f/provider-aibn': 'workspace:*', vitest: '1' } })).toEqual([]);
  });
});

describe('imports between files', () => {
  test('lead round in no circle', () => {
    const graph = graphOf(root);
    expect([...graph.values()].flat().length).toBeGreaterThan(1_000);
    expect(circles(graph)).toEqual([]);
  });

  test.each([
    ['values', "import { b } from './b.ts';"],
    ['types', "import type { B } from './b.ts';"],
    ['a re-export', "export * from './b.ts';"],
    ['a dynamic import', "const b = () => import('./b.ts');"],
    ['a type written in place', "type B = import('./b.ts').B;"],
    ['an effect', "import './b.ts';"],
  ])('are seen to lead round by %s', (_, text) => {
    const texts = { 'x/a.ts': text, 'x/b.ts': "export { c } from '../c.ts';", 'c.ts': "import { a } from './x/a.ts';" };
    expect(circles(importGraph(Object.keys(texts), (file) => texts[file]))).toEqual(['x/a.ts → x/b.ts → c.ts → x/a.ts']);
  });

  test('may meet again, which is no circle', () => {
    const texts = { 'a.ts': "import './b.ts';\nimport './c.ts';", 'b.ts': "import './d.ts';", 'c.ts': "import './d.ts';", 'd.ts': '' };
    expect(circles(importGraph(Object.keys(texts), (file) => texts[file]))).toEqual([]);
  });
});

describe('no source file', () => {
  const data = /^packages\/models\/src\/data\//; // written by its refresh script
  const files = sourceFiles(root).filter((file) => !data.test(file));

  test('is longer than 300 lines', () => {
    expect(files.length).toBeGreaterThan(900);
    const sheets = globSync('packages/*/src/**/*.css', { cwd: root });
    expect(sheets.length).toBeGreaterThan(10);
    expect([...files, ...sheets].filter((file) => read(file).trimEnd().split('\n').length > 300)).toEqual([]);
  });

  test('is named for nothing', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\.\w+$|\/)/.test(file))).toEqual([]);
  });
});
