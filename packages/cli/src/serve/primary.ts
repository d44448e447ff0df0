import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerMetrics, answerStats } from '@g4f/gateway/telemetry';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Milliseconds after which a worker that ended is started anew; so, one that always fails does not keep the machine busy. */
const pause = 1_000;

/** The variable by which a worker knows that it is the one that says what all of them do. */
export const speaks = 'G4F_WORKER_SPEAKS';

const isExitCode = (code: number | null): code is ExitCode => Object.values<number | null>(exitCodes).includes(code);

/** Whether a worker has begun to listen; if not, the code with which it ended. */
async function begun(worker: Worker): Promise<true | number | null> {
  const ended = once(worker, 'exit') as Promise<[number | null]>;
  return Promise.race([once(worker, 'listening').then(() => true as const), ended.then(([code]) => code)]);
}

/**
 * Keeps so many workers, each of which listens on the same port: one that dies is started anew. Ends when all of them have, after the
 * signal has fired.
 */
export async function runPrimary(count: number, { signal }: Io, terminal: Terminal): Promise<ExitCode> {
  answerMetrics();
  answerStats();
  const first = cluster.fork({ [speaks]: '1' });
  let speaker = first.id;
  const isListening = await begun(first);
  if (isListening !== true) return isExitCode(isListening) ? isListening : exitCodes.upstream; // it has said why
  for (let number = 1; number < count; number++) cluster.fork();

  const workers = (): readonly Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const onExit = (worker: Worker, code: number | null, by: string | null): void => {
    if (signal.aborted) return;
    terminal.fail(`worker ${worker.process.pid ?? ''} ended (${by ?? code ?? 'unknown'}); another takes its place`);
    const replace = (): void => {
      if (worker.id === speaker) speaker = cluster.fork({ [speaks]: '1' }).id;
      else cluster.fork();
    };
    sleep(pause, undefined, { signal }).then(replace, () => undefined);
  };
  const onHangup = (): void => {
    for (const worker of workers()) worker.process.kill('SIGHUP');
  };
  cluster.on('exit', onExit);
  process.on('SIGHUP', onHangup);
  try {
    if (!signal.aborted) await once(signal, 'abort');
    const left = workers();
    const gone = Promise.all(left.map(async (worker) => (await (once(worker, 'exit') as Promise<[number | null]>))[0]));
    for (const worker of left) worker.process.kill('SIGTERM');
    return (await gone).every((code) => code === 0) ? exitCodes.ok : exitCodes.upstream;
  } finally {
    cluster.off('exit', onExit);
    process.off('SIGHUP', onHangup);
  }
}
