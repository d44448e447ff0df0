import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flags } from './index.ts';

test('the list of flags is the interface', () => {
  const source = readFileSync(new URL('flags.ts', import.meta.url), 'utf8');
  expect([...source.matchAll(/^ {2}readonly (\w+)\?: boolean/gm)].map(([, name]) => name)).toEqual(flags);
});
