import stringWidth from 'string-width';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** The cells of one thing, in the order of the heads. A cell of several words may be broken between them. */
export type Row = readonly string[];

const gap = 2;

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));
const longestWord = (text: string): number => Math.max(...text.split(' ').map((word) => stringWidth(word)));

/** The widths of the columns: as wide as they wish, and narrower where the most is to spare until the line fits, if it can. */
function fit(rows: readonly Row[], width: number): number[] | undefined {
  const widest = (measure: (text: string) => number, column: number): number => Math.max(...rows.map((row) => measure(row[column] ?? '')));
  const columns = (rows[0] ?? []).map((_, column) => ({ width: widest(stringWidth, column), least: widest(longestWord, column) }));
  let excess = columns.reduce((total, column) => total + column.width, gap * (columns.length - 1)) - width;
  for (; excess > 0; excess--) {
    const loosest = columns.reduce((best, each) => (each.width - each.least > best.width - best.least ? each : best));
    if (loosest.width === loosest.least) return undefined;
    loosest.width--;
  }
  return columns.map((column) => column.width);
}

function asLines(row: Row, widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? Infinity));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    widths.map((width, column) => pad(cells[column]?.[line] ?? '', width)).join(' '.repeat(gap)).trimEnd(),
  );
}

/** One thing below the other, for terminals that are too narrow for columns. */
function asRecord(heads: Row, [title = '', ...cells]: Row, { out, width }: Terminal): string[] {
  const label = Math.max(...heads.slice(1).map((head) => stringWidth(head))) + gap;
  const lines = cells.flatMap((cell, index) =>
    (cell === '' ? [] : wrap(cell, width - label - gap)).map((line, at) => ' '.repeat(gap) + out.dim(pad(at === 0 ? (heads[index + 1] ?? '') : '', label)) + line),
  );
  return [out.bold(title), ...lines];
}

/**
 * Lays out things by what is known about each: in columns, or one below the other where the terminal is too narrow. Off a terminal
 * each is one line.
 */
export function table(heads: Row, things: readonly Row[], terminal: Terminal): string {
  const rows = things.map((row) => row.map((cell) => printable(cell).replaceAll('\n', ' ')));
  const widths = fit([heads, ...rows], terminal.width);
  if (widths === undefined) return rows.map((row) => `${asRecord(heads, row, terminal).join('\n')}\n`).join('\n');
  const [head = '', ...body] = [heads.map((each) => each.toUpperCase()), ...rows].flatMap((row) => asLines(row, widths));
  return [terminal.out.dim(head), ...body].map((line) => `${line}\n`).join('');
}
