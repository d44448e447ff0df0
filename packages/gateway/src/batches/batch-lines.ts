import { readBatchLine, type BatchLine, type BatchProblem } from './batch-line.ts';
import type { AskedBatch } from './batch-record.ts';
import type { FileStore } from './file-store.ts';
import { createLineSplitter, type Line } from './line-splitter.ts';

/** A line of an input file, and what it says or lacks. */
export interface ReadLine {
  readonly line: Line;
  readonly read: { readonly value: BatchLine } | { readonly problem: BatchProblem };
}

/** The lines of a batch's input, some at a time. */
export async function* batchLines(files: FileStore, { input, inputBytes, endpoint }: AskedBatch, maxLine: number): AsyncGenerator<readonly ReadLine[], void, undefined> {
  const splitter = createLineSplitter(maxLine);
  const readAll = (lines: readonly Line[]): readonly ReadLine[] => lines.map((line) => ({ line, read: readBatchLine(line, endpoint) }));
  for await (const chunk of files.read({ id: input, bytes: inputBytes })) yield readAll(splitter.push(chunk));
  yield readAll(splitter.end());
}
