import { contract } from '@g4f/core';
import { expect, test } from 'vitest';
import { insideFiles } from './inside-files.ts';
import { namesOf } from './names.ts';

test('a package of this repository has no config of its own, and a changeset', () => {
  const files = insideFiles(namesOf('foo-bar'));
  const own = 'packages/provider-foo-bar';
  expect(Object.keys(files).sort()).toEqual([
    '.changeset/first-provider-foo-bar.md',
    `${own}/README.md`,
    `${own}/package.json`,
    `${own}/src/create-foo-bar.laws.test.ts`,
    `${own}/src/create-foo-bar.test.ts`,
    `${own}/src/create-foo-bar.ts`,
    `${own}/src/foo-bar-wire.ts`,
    `${own}/src/index.ts`,
    `${own}/src/plugin.test.ts`,
    `${own}/src/plugin.ts`,
    `${own}/test/foo-bar-upstream.ts`,
  ]);
  expect(JSON.parse(files[`${own}/package.json`] ?? '')).toMatchObject({ name: '@g4f/provider-foo-bar', g4f: { contract } });
  expect(files['.changeset/first-provider-foo-bar.md']).toContain("'@g4f/provider-foo-bar': minor");
  expect(JSON.stringify(files)).not.toMatch(/acme/i);
});
