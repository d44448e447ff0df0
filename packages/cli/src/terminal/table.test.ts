import { PassThrough } from 'node:stream';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { table } from './table.ts';
import { createTerminal } from './terminal.ts';

const heads = ['provider', 'models', 'from'];
const things = [
  ['aibn', 'gpt-3.5-turbo', '@g4f/provider-aibn@1.2.3'],
  ['模型', 'one two three four five six', '\u001B[2J@else/where@0.1.0'],
];

function draw(columns: number | undefined): string[] {
  const isTTY = columns !== undefined;
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const world = { cwd: '.', now: () => 0, random: () => 0, signal: new AbortController().signal };
  const terminal = createTerminal({ ...streams, ...world, env: { TERM: 'dumb' }, isTTY: { stdin: isTTY, stdout: isTTY, stderr: isTTY }, columns });
  return table(heads, things, terminal).split('\n').slice(0, -1);
}

describe('a table', () => {
  test('has one line for each thing off a terminal, however long', () => {
    expect(draw(undefined)).toEqual([
      'PROVIDER  MODELS                       FROM',
      'aibn      gpt-3.5-turbo                @g4f/provider-aibn@1.2.3',
      '模型      one two three four five six  @else/where@0.1.0',
    ]);
  });

  test('breaks cells between words to fit the terminal', () => {
    expect(draw(54)).toEqual([
      'PROVIDER  MODELS              FROM',
      'aibn      gpt-3.5-turbo       @g4f/provider-aibn@1.2.3',
      '模型      one two three four  @else/where@0.1.0',
      '          five six',
    ]);
  });

  test('puts one thing below the other where columns do not fit', () => {
    expect(draw(40)).toEqual([
      'aibn',
      '  models  gpt-3.5-turbo',
      '  from    @g4f/provider-aibn@1.2.3',
      '',
      '模型',
      '  models  one two three four five six',
      '  from    @else/where@0.1.0',
    ]);
  });

  test.each([34, 40, 54, 80])('is never wider than %i columns', (columns) => {
    expect(Math.max(...draw(columns).map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  });
});
