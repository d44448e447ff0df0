import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Io } from '../io.ts';

/** Lines as somebody types them. */
export interface LineReader extends Disposable {
  /** Shows the prompt and waits. `undefined` at the end: Ctrl-D, or `close`. */
  readonly read: () => Promise<string | undefined>;
  readonly close: () => void;
}

type Stream = Writable & { readonly columns?: number | undefined };

/** Lets through what the line editor draws, but not while an answer is being written. */
class Screen extends Writable {
  isOpen = false;
  readonly #target: Stream;

  constructor(target: Stream) {
    super({ decodeStrings: false });
    this.#target = target;
  }

  /** The line editor breaks lines by it, and asks each time. */
  get columns(): number {
    return this.#target.columns ?? 80;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    if (this.isOpen) this.#target.write(chunk);
    done();
  }
}

/**
 * Reads lines from a terminal, with editing and history. Between two reads nothing is drawn: what is typed then shows at the
 * next prompt, and lines that were finished then are read next.
 *
 * @param onInterrupt called at Ctrl-C, which is a key here and no signal
 */
export function createLineReader({ stdin, stdout, stderr, isTTY, signal }: Io, prompt: string, onInterrupt: () => void): LineReader {
  const target = isTTY.stdout && !isTTY.stderr ? stdout : stderr;
  const screen = new Screen(target);
  const editor = createInterface({ input: stdin, output: screen, terminal: true, prompt, historySize: 1000, signal });
  const early: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let isClosed = false;
  const give = (line: string | undefined): void => {
    screen.isOpen = false;
    waiting?.(line);
    waiting = undefined;
  };
  editor.on('line', (line) => {
    if (waiting === undefined) early.push(line);
    else give(line);
  });
  editor.on('close', () => {
    isClosed = true;
    give(undefined);
  });
  editor.on('SIGINT', onInterrupt);
  const close = (): void => {
    editor.close();
  };
  return {
    close,
    [Symbol.dispose]: close,
    async read() {
      const next = early.shift();
      if (next !== undefined) {
        target.write(`${prompt}${next}\n`);
        return next;
      }
      if (isClosed) return undefined;
      screen.isOpen = true;
      editor.prompt(true);
      return new Promise((resolve) => (waiting = resolve));
    },
  };
}
