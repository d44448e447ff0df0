import type { AsyncGeneratorProvider, ChatRequest, FinishPart, RunInit, Usage } from '@g4f/core';
import type { Io } from '../io.ts';
import { nameOf } from '../selection.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createJsonPrinter, createTextPrinter } from './part-printer.ts';

/** What came of asking. */
export interface Answer {
  /** As it came from the model; what came of it, where there is an error. */
  readonly text: string;
  /** Why it is not whole. */
  readonly error?: unknown;
}

/** Somebody to ask, who may be a route through several. */
export interface Asked {
  readonly provider: AsyncGeneratorProvider;
  /** Who was asked last. */
  readonly who: () => { readonly id: string; readonly model: string | undefined };
  /** It answers all the same where a system text is left out. */
  readonly ignoresSystem: boolean;
}

/** Where an answer goes, and how. */
export interface Output {
  readonly io: Io;
  readonly terminal: Terminal;
  /** Parts as lines of JSON, in place of text. */
  readonly json: boolean;
}

/** Who answered, with what is known of tokens and time (ms), in one line. */
function receiptOf(who: string, usage: Usage, took: number): string {
  const tokens = [
    ...(usage.inputTokens === undefined ? [] : [`${usage.inputTokens} in`]),
    ...(usage.outputTokens === undefined ? [] : [`${usage.outputTokens} out`]),
  ];
  return [who, ...(tokens.length === 0 ? [] : [`tokens: ${tokens.join(', ')}`]), `${(took / 1000).toFixed(1)} s`].join(' · ');
}

/** Asks, and shows the answer as it comes: the text on stdout, all else on stderr. Never throws: an error ends the answer. */
export async function answer({ provider, who }: Asked, request: ChatRequest, init: RunInit, { io, terminal, json }: Output): Promise<Answer> {
  const printer = json ? createJsonPrinter(terminal) : createTextPrinter(io, terminal);
  const start = io.now();
  let text = '';
  let usage: Usage = {};
  let finish: FinishPart | undefined;
  try {
    for await (const part of provider.createPartGenerator(request, init)) {
      if (part.type === 'text') text += part.text;
      else if (part.type === 'usage') usage = part.usage;
      else if (part.type === 'finish') finish = part;
      await printer.print(part);
    }
  } catch (error) {
    return { text, error };
  } finally {
    terminal.status('');
    printer.end();
  }
  const { id, model } = who();
  terminal.note(terminal.err.dim(printable(receiptOf(nameOf(id, finish?.model ?? model), usage, io.now() - start))));
  return { text };
}
