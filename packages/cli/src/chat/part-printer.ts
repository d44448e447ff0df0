import type { FinishPart, Part, SourcePart } from '@g4f/core';
import type { Io } from '../io.ts';
import { createPrintable, printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Shows an answer, part by part. */
export interface PartPrinter {
  readonly print: (part: Part) => Promise<void>;
  /** Once, after the last part, whether the answer is whole or not. */
  readonly end: () => void;
}

/** What is said of an answer that is not whole. */
const ends: { readonly [reason in FinishPart['reason']]?: string } = {
  length: 'the answer was cut at a limit on its length',
  'tool-calls': 'the model waits for the results of tools, and there are none here',
  'content-filter': 'the service withheld the rest of the answer',
};

const sourceLine = ({ title, url }: SourcePart): string => `source: ${title === undefined ? '' : `${title} `}${url}`;

/** For programs: each part is a line of JSON on stdout. */
export function createJsonPrinter({ write }: Terminal): PartPrinter {
  return { print: (part) => write(`${JSON.stringify(part)}\n`), end: () => undefined };
}

/** For people: the text goes to stdout and ends in a line feed; reasoning, warnings and sources go to stderr. */
export function createTextPrinter({ isTTY, stdout }: Io, { write, draw, note, warn, err }: Terminal): PartPrinter {
  const show = isTTY.stdout ? createPrintable() : (text: string) => text;
  const showThought = createPrintable();
  const late: (() => void)[] = [];
  let last = '\n';
  let isThinking = false;
  const endThought = (): void => {
    if (isThinking) note('');
    isThinking = false;
  };
  /** Says it now, or after the answer if that is in the middle of a line. */
  const later = (say: () => void): void => {
    if (last === '\n') say();
    else late.push(say);
  };
  return {
    async print(part) {
      if (part.type === 'reasoning') {
        isThinking = true;
        draw(err.dim(showThought(part.text)));
        return;
      }
      endThought();
      if (part.type === 'text') {
        last = part.text.at(-1) ?? last;
        await write(show(part.text));
      } else if (part.type === 'warning') later(() => warn(part.message));
      else if (part.type === 'source') late.push(() => note(err.dim(printable(sourceLine(part)))));
      else if (part.type === 'finish') {
        const words = ends[part.reason];
        if (words !== undefined) later(() => warn(words));
      }
    },
    end() {
      endThought();
      if (last !== '\n' && stdout.writable) stdout.write('\n');
      for (const say of late) say();
    },
  };
}
