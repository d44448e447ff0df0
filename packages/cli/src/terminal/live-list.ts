import stringWidth from 'string-width';
import type { Io } from '../io.ts';
import { printable } from './printable.ts';

/** Lines on stderr that are drawn again and again, in the same place. */
export interface LiveList {
  /** False where stderr is no terminal that can move its cursor: nothing is drawn there. */
  readonly isLive: boolean;
  readonly draw: (lines: readonly string[]) => void;
  /** Takes the lines away. */
  readonly clear: () => void;
}

/** As much of a line as fits: one that wraps would be counted as one and be two. */
function cut(line: string, width: number): string {
  let text = printable(line).replaceAll('\n', ' ');
  while (stringWidth(text) > width) text = `${text.slice(0, -2).toWellFormed()}…`;
  return text;
}

/** Makes a list that changes in place. It leaves the cursor on the empty line below, where it is no matter who else writes. */
export function createLiveList({ stderr, isTTY, env }: Io): LiveList {
  const isLive = isTTY.stderr && env['TERM'] !== 'dumb';
  let height = 0;
  const rewind = (): string => (height === 0 ? '' : `\r\u001B[${height}A\u001B[J`);
  return {
    isLive,
    draw(lines) {
      if (!isLive) return;
      const width = (stderr.columns ?? 80) - 1;
      stderr.write(`${rewind()}${lines.map((line) => `${cut(line, width)}\n`).join('')}`);
      height = lines.length;
    },
    clear() {
      if (height > 0) stderr.write(rewind());
      height = 0;
    },
  };
}
