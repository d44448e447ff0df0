import type { Readable, Writable } from 'node:stream';
import type { Discover } from './discover.ts';

/** The world as the CLI sees it: everything that it reads, writes or waits for. */
export interface Io {
  readonly stdin: Readable;
  /** Takes the answer and nothing else. */
  readonly stdout: Writable;
  /** Takes who answered, progress, warnings and errors. */
  readonly stderr: Writable & { readonly columns?: number | undefined };
  readonly env: { readonly [name: string]: string | undefined };
  /** Which of the streams is a terminal. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Characters in a line of the terminal; `undefined` where there is none. */
  readonly columns: number | undefined;
  /** Where the search for a project's package.json starts: a path. */
  readonly cwd: string;
  /** Stops everything. Its reason says why: an {@link Interruption}. */
  readonly signal: AbortSignal;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
  /** 0 up to 1, as `Math.random`. */
  readonly random: () => number;
  /** Hands over the warnings that libraries give from now on. @default they go where they would anyway */
  readonly onWarning?: ((show: (warning: Error) => void) => void) | undefined;
  /** Finds providers. @default discovery by package.json: the project's and the CLI's own */
  readonly discover?: Discover | undefined;
}
