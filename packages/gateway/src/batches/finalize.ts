import { endStatuses, isAnswered, type BatchRecord, type BatchStatus } from './batch-record.ts';
import type { LineResult } from './batch-store.ts';
import type { Work } from './work.ts';

/** Results read at once: each may be large. */
const some = 25;

/** The lines of one kind, in the order of the input. */
async function* texts({ batches }: Work, id: string, lines: readonly number[], outcome: LineResult['outcome']): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = 0; from < lines.length; from += some) {
    const results = await batches.results(id, lines.slice(from, from + some));
    const text = results.map((result) => (result?.outcome === outcome ? `${result.text}\n` : '')).join('');
    if (text !== '') yield Buffer.from(text);
  }
}

interface Written { readonly id: string; readonly bytes: number }

const endOf = ({ status, late }: BatchRecord): BatchStatus => {
  if (status === 'cancelling') return 'cancelled';
  return late > 0 ? 'expired' : 'completed';
};

/**
 * Writes what came of a batch into its files, and ends it. Of several that do this at once one ends the batch; what the others have
 * written goes away.
 */
export async function finalize(work: Work, id: string): Promise<void> {
  const { batches, files, now } = work;
  const record = await batches.get(id);
  if (record === undefined) return;
  const { asked, status, total } = record;
  if (endStatuses.includes(status)) {
    // A crash came between the end and this.
    await batches.end(id, asked);
    return;
  }
  if (!isAnswered(record) && !(status === 'cancelling' && total === undefined)) return;
  await batches.move(id, ['in_progress'], 'finalizing', { finalizing_at: now() });

  const lines = await batches.answered(id);
  const written: { output?: Written; error?: Written } = {};
  if (record.completed > 0) written.output = await files.write(texts(work, id, lines, 'completed'));
  if (record.failed > 0) written.error = await files.write(texts(work, id, lines, 'failed'));
  const kept = Object.entries(written);
  for (const [kind, each] of kept) {
    const createdAt = now();
    await files.keep(each, { owner: asked.caller.id, filename: `${id}_${kind}.jsonl`, purpose: 'batch_output', createdAt, expiresAt: createdAt + asked.outputLife });
  }
  const end = endOf(record);
  const named = Object.fromEntries(kept.map(([kind, each]) => [`${kind}_file_id`, each.id]));
  const isEnded = await batches.move(id, ['finalizing', 'cancelling'], end, { [`${end}_at`]: now(), ...named });
  if (isEnded) await batches.end(id, asked);
  else for (const [, each] of kept) await files.remove({ ...each, owner: asked.caller.id });
}
