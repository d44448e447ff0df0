import { batchLines, type ReadLine } from './batch-lines.ts';
import type { BatchProblem } from './batch-line.ts';
import type { AskedBatch } from './batch-record.ts';
import type { LineJob } from './engine.ts';
import type { Work } from './work.ts';

/** Problems that a batch is told; who has that many finds the rest in the same way. */
const mostProblems = 100;
/** Requests put into the queue at once. */
const bulk = 100;
/** So many requests of a batch go before those of a later batch: short ones do not wait for long ones to end. */
const turn = 50;

type Where = Pick<LineJob, 'line' | 'offset' | 'length'>;

/** Reads the whole input: where its requests stand, and what is wrong with them. */
async function check({ files, limits }: Work, asked: AskedBatch): Promise<{ readonly lines: readonly Where[]; readonly problems: readonly BatchProblem[] }> {
  const lines: Where[] = [];
  const problems: BatchProblem[] = [];
  const seen = new Map<string, number>();

  function note({ line: { number, offset, bytes }, read }: ReadLine): void {
    if ('problem' in read) {
      problems.push(read.problem);
      return;
    }
    const { customId } = read.value;
    const before = seen.get(customId);
    if (before !== undefined) {
      problems.push({ code: 'duplicate_custom_id', message: `line ${number}: has the custom_id of line ${before}; each needs its own`, line: number, param: 'custom_id' });
    }
    seen.set(customId, number);
    lines.push({ line: number, offset, length: bytes.length });
  }

  try {
    for await (const some of batchLines(files, asked, limits.maxLine)) {
      for (const each of some) note(each);
      if (problems.length >= mostProblems) break;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ code: 'line_too_long', message: error.message, line: null, param: null });
  }
  if (lines.length + problems.length === 0) problems.push({ code: 'empty_file', message: 'the input file is empty, or is gone', line: null, param: 'input_file_id' });
  return { lines, problems: problems.slice(0, mostProblems) };
}

async function enqueue({ engine: { lines: queue } }: Work, batch: string, file: string, lines: readonly Where[]): Promise<void> {
  for (let from = 0; from < lines.length; from += bulk) {
    const jobs = lines.slice(from, from + bulk).map((where, index) => ({
      name: 'ask',
      data: { batch, file, ...where },
      // The same request is queued once, however often this is done.
      opts: { jobId: `${batch}.${where.line}`, priority: 1 + Math.floor((from + index) / turn), attempts: Number.MAX_SAFE_INTEGER, backoff: { type: 'custom' } },
    }));
    await queue.addBulk(jobs);
  }
}

/** Checks a batch's input, and puts its requests into the queue. Done again after a crash it does what is left. */
export async function validate(work: Work, id: string): Promise<void> {
  const { batches, now } = work;
  const record = await batches.get(id);
  if (record === undefined || record.queued !== undefined) return;
  if (record.status !== 'validating' && record.status !== 'in_progress') return;
  const { asked } = record;
  const { lines, problems } = await check(work, asked);
  if (problems.length > 0) {
    const isFailed = await batches.move(id, ['validating'], 'failed', { failed_at: now(), errors: JSON.stringify(problems), total: lines.length });
    if (isFailed) await batches.end(id, asked);
    return;
  }
  const isBegun = await batches.move(id, ['validating', 'in_progress'], 'in_progress', { in_progress_at: record.in_progress_at ?? now(), total: lines.length });
  if (!isBegun) return;
  await enqueue(work, id, asked.input, lines);
  await batches.markQueued(id);
}
