import type { ColourAnswer, ColourAsk } from './highlight-worker.ts';
import type { Line } from './line.ts';

interface Waiting {
  readonly language: string;
  readonly text: string;
  readonly use: (lines: readonly Line[]) => void;
}

let worker: Worker | undefined;
/** What was asked last of each block, and what it came to. */
const asked = new Map<string, Waiting>();
const lines = new Map<string, readonly Line[]>();
/** Blocks of which the worker has not answered yet. One question at a time: so a block that grows is coloured as fast as it can be, and no faster. */
const busy = new Map<string, string>();

function ask(id: string, { language, text }: Waiting): void {
  busy.set(id, text);
  worker?.postMessage({ id, language, text } satisfies ColourAsk);
}

function take({ data: { id, from, lines: more } }: MessageEvent<ColourAnswer>): void {
  const done = busy.get(id);
  busy.delete(id);
  const waiting = asked.get(id);
  if (waiting === undefined) return;
  const next = [...(lines.get(id) ?? []).slice(0, from), ...more];
  lines.set(id, next);
  // The last line may go on: it stays plain until it is whole, unless nothing comes any more.
  waiting.use(done === waiting.text ? next : next.slice(0, -1));
  if (done !== waiting.text) ask(id, waiting);
}

/** Has code coloured, in a worker, and tells when it is; `undefined` languages stay as they are. */
export function highlight(id: string, language: string, text: string, use: (lines: readonly Line[]) => void): void {
  if (worker === undefined) {
    worker = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', take);
  }
  const waiting = { language, text, use };
  asked.set(id, waiting);
  if (!busy.has(id)) ask(id, waiting);
}

/** Drops what was kept of a block that is gone. */
highlight.forget = (id: string): void => {
  asked.delete(id);
  lines.delete(id);
  worker?.postMessage({ id, language: '', text: '' } satisfies ColourAsk);
};
