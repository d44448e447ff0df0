import { batchLines } from './batch-lines.ts';
import { isAnswered, type AskedBatch } from './batch-record.ts';
import { order } from './engine.ts';
import { unaskedResult } from './line-result.ts';
import type { Work } from './work.ts';

/** Ends a batch whose requests cannot be named any more. */
async function fail({ batches, now }: Work, id: string, asked: AskedBatch): Promise<void> {
  const errors = [{ code: 'input_lost', message: 'the input file was lost while the batch ran; does Redis evict keys?', line: null, param: 'input_file_id' }];
  const isFailed = await batches.move(id, ['in_progress', 'cancelling'], 'failed', { failed_at: now(), errors: JSON.stringify(errors) });
  if (isFailed) await batches.end(id, asked);
}

/**
 * Ends a batch early, cancelled or out of time: each request that nobody is making gets its result, and those under way come to
 * theirs. A request that is begun from now on sees by itself that it is too late.
 */
export async function closeBatch(work: Work, id: string): Promise<void> {
  const { batches, engine, files, limits, now } = work;
  const record = await batches.get(id);
  if (record === undefined) return;
  const { asked, status, total } = record;
  const isCancelled = status === 'cancelling';
  if (!isCancelled && (status !== 'in_progress' || now() < asked.expiresAt)) return;
  if (total === undefined) {
    // It was cancelled before its requests were counted.
    await order(engine, 'finalize', id);
    return;
  }
  const active = await engine.lines.getActive();
  const spared = new Set([...(await batches.answered(id)), ...active.filter(({ data }) => data.batch === id).map(({ data }) => data.line)]);
  const code = isCancelled ? 'batch_cancelled' : 'batch_expired';
  for await (const some of batchLines(files, asked, limits.maxLine)) {
    const left = some.flatMap(({ line: { number }, read }) => ('value' in read && !spared.has(number) ? [unaskedResult(id, number, read.value.customId, code)] : []));
    await Promise.all(left.map((result) => batches.settle(id, result)));
  }
  const after = await batches.get(id);
  if (after === undefined) return;
  if (isAnswered(after)) await order(engine, 'finalize', id);
  else if (!active.some(({ data }) => data.batch === id)) await fail(work, id, asked);
}
