import type { Worker } from 'bullmq';
import { answerLine, AskAgain, delayOf } from './answer-line.ts';
import type { BatchWorker, BatchWorkerOptions } from './batch-worker.ts';
import { closeBatch } from './close-batch.ts';
import { queues, type ControlJob, type LineJob } from './engine.ts';
import { finalize } from './finalize.ts';
import { sweep } from './sweep.ts';
import { validate } from './validate.ts';
import type { Work } from './work.ts';

const control = {
  validate,
  close: closeBatch,
  finalize,
  sweep: (work: Work) => sweep(work),
} satisfies { readonly [name: string]: (work: Work, id: string) => Promise<void> };

const isControl = (name: string): name is keyof typeof control => Object.hasOwn(control, name);

/** Milliseconds that handing back what is under way may take. */
const patience = 5_000;

/** Starts to work on batches, whoever made them. */
export function startWorker(work: Work, prefix: string, abort: AbortController, onError: (error: unknown) => void, options: Omit<BatchWorkerOptions, 'attempts'>): BatchWorker {
  const { concurrency = 16, lease = 30_000, sweepEvery = 60_000 } = options;
  const { bullmq, redis, control: queue } = work.engine;
  // A job that was lost is always taken up again: how often, and what comes then, is for it to say.
  const common = { connection: redis, prefix, lockDuration: lease, stalledInterval: lease, maxStalledCount: Number.MAX_SAFE_INTEGER };

  const lines = new bullmq.Worker<LineJob>(queues.lines, (job, token = '') => answerLine(work, job, token), {
    ...common,
    concurrency,
    settings: { backoffStrategy: (made, _type, error) => (error instanceof AskAgain ? error.delay : delayOf(made)) },
  });
  const whole = new bullmq.Worker<ControlJob>(queues.control, async ({ name, data }) => (isControl(name) ? control[name](work, data.batch) : undefined), { ...common, concurrency: 2 });
  const workers: readonly Worker[] = [lines, whole];
  for (const worker of workers) worker.on('error', onError);
  whole.on('failed', (_job, error) => onError(error));
  lines.on('failed', (_job, error) => {
    if (!(error instanceof AskAgain)) onError(error);
  });
  // Nobody waits for a Redis that is away: whatever is to be done there is done when it has come.
  queue.upsertJobScheduler('sweep', { every: sweepEvery }, { name: 'sweep', data: { batch: '' } }).catch(onError);

  async function stop(grace: number): Promise<void> {
    // With a Redis that is away nothing comes to its end, and nobody waits for it.
    const isAway = redis.status !== 'ready';
    const leave = (): void => abort.abort(new DOMException('the worker stops', 'AbortError'));
    if (isAway) leave();
    const late = setTimeout(leave, grace);
    let tooLate: ReturnType<typeof setTimeout> | undefined;
    const deadline = new Promise<void>((resolve) => (tooLate = setTimeout(resolve, grace + patience)));
    await Promise.race([Promise.all(workers.map((worker) => worker.close(isAway))), deadline]);
    clearTimeout(late);
    clearTimeout(tooLate);
    await work.engine.close();
  }
  let stopping: Promise<void> | undefined;
  const close = (grace = 30_000): Promise<void> => (stopping ??= stop(grace));
  return { close, [Symbol.asyncDispose]: () => close(0) };
}
