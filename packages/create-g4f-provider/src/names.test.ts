import { defineProvider } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesOf } from './names.ts';
import { UsageError } from './usage-error.ts';

/** What a name becomes, or the complaint about it. */
function read(input: string) {
  try {
    return { names: namesOf(input) };
  } catch (error) {
    if (error instanceof UsageError) return { complaint: error.message };
    throw error;
  }
}

test.each([
  ['foo', { id: 'foo', pascal: 'Foo', constant: 'FOO' }],
  ['g4f-provider-foo', { id: 'foo', pascal: 'Foo', constant: 'FOO' }],
  ['foo-bar-2', { id: 'foo-bar-2', pascal: 'FooBar2', constant: 'FOO_BAR_2' }],
])('%s is a name', (input, names) => {
  expect(namesOf(input)).toEqual(names);
});

test.each([
  ['Foo Bar', 'foo-bar'],
  ['fooBar', 'foo-bar'],
  ['foo_bar', 'foo-bar'],
  ['-foo-', 'foo'],
  ['4chan', 'chan'],
  ['../foo', 'foo'],
  ['x'.repeat(101), 'x'.repeat(100)],
])('%s is none, and the nearest one is named', (input, nearest) => {
  expect(read(input).complaint).toMatch(new RegExp(`cannot be a provider's name: .*, for example "${nearest}"$`));
});

test.each(['', 'g4f-provider-', '42', '日本'])('%j is none, and nothing is near', (input) => {
  expect(read(input).complaint).toMatch(/a letter first$/);
});

test('every name that is taken is an id for core, and every name that is proposed is taken', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9 _./-]{1,12}$/)), (input) => {
      const { names, complaint } = read(input);
      if (names !== undefined) expect(defineProvider({ id: names.id, url: '', models: ['m'] }, async function* () {}).id).toBe(names.id);
      const proposed = /for example "(.*)"$/.exec(complaint ?? '')?.[1];
      if (proposed !== undefined) expect(namesOf(proposed).id).toBe(proposed);
    }),
  );
});
