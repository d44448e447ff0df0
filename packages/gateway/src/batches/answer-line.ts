import type { Job } from 'bullmq';
import { readBatchLine } from './batch-line.ts';
import { isAnswered, type BatchRecord } from './batch-record.ts';
import type { LineResult } from './batch-store.ts';
import { callerRequest } from './caller-requests.ts';
import { order, type LineJob } from './engine.ts';
import type { unasked} from './line-result.ts';
import { answeredResult, readAnswer, retryOf, unaskedResult } from './line-result.ts';
import type { Work } from './work.ts';

/** How often the worker of a request may be lost, before it is the request that is to blame. */
const mostLost = 3;
/** Milliseconds: the first wait, doubled each time, and the longest. */
const wait = { first: 1_000, longest: 60_000, longestAsked: 300_000 } as const;

/** Says when a job is to be done again; the job engine counts how often. */
export class AskAgain extends Error {
  override readonly name = 'AskAgain';
  /** Milliseconds. */
  readonly delay: number;

  constructor(delay: number) {
    super('the request failed, and is made again');
    this.delay = delay;
  }
}

/** Milliseconds before the next try: as long as was asked for, and on top more each time, spread out so that not all come at once. */
export function delayOf(started: number, retryAfter = 0): number {
  const backoff = Math.min(wait.longest, wait.first * 2 ** Math.max(0, started - 1));
  return Math.min(wait.longestAsked, retryAfter + backoff * (0.5 + Math.random() / 2));
}

/** Why a request is not made any more. */
function reasonNotTo(job: Job<LineJob>, { status, asked }: BatchRecord, now: number): keyof typeof unasked | undefined {
  if (status === 'cancelling') return 'batch_cancelled';
  if (now >= asked.expiresAt) return 'batch_expired';
  return job.stalledCounter > mostLost ? 'worker_lost' : undefined;
}

async function readRequest({ files }: Work, { file, line, offset, length }: LineJob, endpoint: string): Promise<ReturnType<typeof readBatchLine>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read({ id: file, bytes: offset + length }, offset, length)) pieces.push(piece);
  return readBatchLine({ number: line, offset, bytes: Buffer.concat(pieces) }, endpoint);
}

/**
 * Makes one request of a batch, or says why it is not made.
 *
 * @throws AskAgain for a failure that may pass, and what the job engine knows as a job that it has to take up again
 */
async function ask(work: Work, job: Job<LineJob>, record: BatchRecord, token: string): Promise<LineResult> {
  const { batch, line } = job.data;
  const { caller, endpoint, expiresAt } = record.asked;
  const read = await readRequest(work, job.data, endpoint);
  if ('problem' in read) throw new Error(`line ${line} of ${batch} is not what it was: the bytes of its file are gone`);
  const { customId, body } = read.value;
  const reason = reasonNotTo(job, record, work.now());
  if (reason !== undefined) return unaskedResult(batch, line, customId, reason);

  const { bullmq } = work.engine;
  const answered = await readAnswer(await work.handle(callerRequest({ ...caller, models: caller.models }, endpoint, body, work.signal)));
  if (work.signal.aborted) {
    // The worker leaves. What came is dropped, for it may be the abort's own failure.
    await job.moveToWait(token);
    throw new bullmq.WaitingError();
  }
  const retry = retryOf(answered);
  const delay = Math.min(delayOf(job.attemptsStarted, answered.retryAfter), Math.max(0, expiresAt - work.now()) * 1_000);
  if (retry === 'limit') {
    await job.moveToDelayed(Date.now() + delay, token);
    throw new bullmq.DelayedError();
  }
  if (retry === 'failure' && job.attemptsMade + 1 < work.attempts) throw new AskAgain(delay);
  return answeredResult(batch, line, customId, answered);
}

/** Sees that one request of a batch has its result. Whatever it throws, the job engine has it done again, for as long as the batch runs. */
export async function answerLine(work: Work, job: Job<LineJob>, token: string): Promise<void> {
  const { batch, line } = job.data;
  const { batches, engine } = work;
  const [record, isKnown] = await Promise.all([batches.get(batch), batches.hasResult(batch, line)]);
  // A batch that has ended needs nothing more.
  if (record === undefined || (record.status !== 'in_progress' && record.status !== 'cancelling')) return;
  const isLast = isKnown ? isAnswered(record) : await batches.settle(batch, await ask(work, job, record, token));
  if (isLast) await order(engine, 'finalize', batch);
}
