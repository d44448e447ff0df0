import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodes } from './index.ts';

const source = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

test('README has the table of errors as it is', () => {
  const rows = Object.entries(errorCodes).map(([code, { when, retry, fallBack, status }]) => `| \`${code}\` | ${when} | ${retry ? 'yes' : 'no'} | ${fallBack ? 'yes' : 'no'} | ${status} |`);
  expect(source('../README.md')).toContain(rows.join('\n'));
});

test('at least 40 % of the contract is prose', () => {
  const lines = ['flags', 'message', 'part', 'request', 'init', 'provider', 'error-codes'].flatMap((name) => source(`${name}.ts`).split('\n').filter((line) => line.trim() !== ''));
  expect(lines.filter((line) => /^\s*(\/?\*|\/\/)/.test(line)).length / lines.length).toBeGreaterThan(0.4);
});
