import { endStatuses, isAnswered, type BatchRecord } from './batch-record.ts';
import { order, type ControlName } from './engine.ts';
import type { Work } from './work.ts';

/** What a batch waits for, as far as its record says; `undefined` for its requests. */
function nextOf(record: BatchRecord, now: number): ControlName | undefined {
  const { status, queued, asked } = record;
  if (status === 'finalizing' || endStatuses.includes(status) || isAnswered(record)) return 'finalize';
  if (status === 'cancelling') return 'close';
  if (status === 'validating' || queued === undefined) return 'validate';
  return now >= asked.expiresAt ? 'close' : undefined;
}

/** Looks after every batch that has not ended: ends those whose time is over, and orders again what a crash has lost. */
export async function sweep({ batches, engine, now }: Work): Promise<void> {
  for (const id of await batches.open()) {
    const record = await batches.get(id);
    const next = record === undefined ? undefined : nextOf(record, now());
    if (next !== undefined) await order(engine, next, id);
  }
}
