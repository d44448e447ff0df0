import { once } from 'node:events';
import colors from 'picocolors';
import type { Io } from '../io.ts';
import { printable } from './printable.ts';
import { wantsColor } from './wants-color.ts';
import { wrap } from './wrap.ts';

/** The colours of one stream: functions that leave a text as it is where there are none. */
export type Colors = ReturnType<typeof colors.createColors>;

type Formatter = Colors['red'];

const eraseLine = '\r\u001B[2K';

/** Where a command writes to. */
export interface Terminal {
  /** Colours for stdout. */
  readonly out: Colors;
  /** Colours for stderr. */
  readonly err: Colors;
  /** Characters in a line of stdout; endless where it is no terminal. */
  readonly width: number;
  /** Writes to stdout, and waits while its reader is behind. Throws the reason of the signal once that has fired. */
  readonly write: (text: string) => Promise<void>;
  /** Shows on stderr what is going on, if that is a terminal, until something else is written; nothing takes it away. */
  readonly status: (text: string) => void;
  /** Writes to stderr as it is. */
  readonly draw: (text: string) => void;
  /** Writes a line to stderr. */
  readonly note: (line: string) => void;
  /** Writes to stderr what is worth knowing. Safe for text from outside. */
  readonly warn: (message: string) => void;
  /** Writes to stderr what went wrong. Safe for text from outside. */
  readonly fail: (message: string) => void;
}

/** Breaks a line between words; what follows the first is set in further than it. */
function hang(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return wrap(line.trimStart(), width - indent.length - 2).map((part, index) => indent + (index === 0 ? '' : '  ') + part);
}

/** What a command needs to know of the streams, settled once. */
export function createTerminal({ stdout, stderr, env, isTTY, columns, signal }: Io): Terminal {
  const err = colors.createColors(wantsColor(env, isTTY.stderr));
  const errWidth = isTTY.stderr ? (stderr.columns ?? 80) : Infinity;
  let hasStatus = false;
  const status = (text: string): void => {
    if (isTTY.stderr && (hasStatus || text !== '')) stderr.write(eraseLine + err.dim(printable(text)));
    hasStatus = text !== '';
  };
  const draw = (text: string): void => {
    status('');
    stderr.write(text);
  };
  const note = (line: string): void => {
    draw(`${line}\n`);
  };
  const labelled = (label: string, paint: Formatter, message: string): void => {
    const lines = printable(`${label} ${message}`).split('\n').flatMap((line) => hang(line, errWidth));
    note(paint(label) + lines.join('\n').slice(label.length));
  };
  return {
    out: colors.createColors(wantsColor(env, isTTY.stdout)),
    err,
    width: isTTY.stdout ? (columns ?? 80) : Infinity,
    async write(text) {
      signal.throwIfAborted();
      status('');
      if (stdout.write(text)) return;
      try {
        await once(stdout, 'drain', { signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    status,
    draw,
    note,
    warn: (message) => {
      labelled('note:', err.yellow, message);
    },
    fail: (message) => {
      labelled('g4f:', err.red, message);
    },
  };
}
