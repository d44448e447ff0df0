import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Stats, StatsPart, StatsQuestion } from './create-stats.ts';

/** From a worker to the primary: what do all of them know? */
interface Asked {
  readonly type: 'g4f:stats?';
  readonly id: number;
  readonly question: StatsQuestion;
}

/** From the primary to each worker: what do you know? */
interface Wanted extends Omit<Asked, 'type'> {
  readonly type: 'g4f:stats-part?';
}

/** From each worker to the primary. */
interface Part {
  readonly type: 'g4f:stats-part';
  readonly id: number;
  readonly part: StatsPart;
}

/** From the primary to the worker that asked. */
interface Told {
  readonly type: 'g4f:stats';
  readonly id: number;
  readonly parts: readonly StatsPart[];
}

type Any = Asked | Wanted | Part | Told;

const isMessage = <T extends Any['type']>(message: unknown, type: T): message is Extract<Any, { readonly type: T }> => typeof message === 'object' && message !== null && 'type' in message && message.type === type;

/** Milliseconds that a worker has to say what it knows; one that is busy for longer is left out. */
const patience = 2_000;

let asked = 0;

/** In a worker: what all workers know, gathered by the primary. */
export async function clusterStats(question: StatsQuestion): Promise<readonly StatsPart[]> {
  const id = asked++;
  const signal = AbortSignal.timeout(2 * patience);
  process.send?.({ type: 'g4f:stats?', id, question } satisfies Asked);
  for (;;) {
    const [message] = (await once(process, 'message', { signal })) as [unknown];
    if (isMessage(message, 'g4f:stats') && message.id === id) return message.parts;
  }
}

/** In a worker: says what this one knows whenever the primary wants it. */
export function offerStats({ part }: Pick<Stats, 'part'>): Disposable {
  const onMessage = (message: unknown): void => {
    if (!isMessage(message, 'g4f:stats-part?')) return;
    process.send?.({ type: 'g4f:stats-part', id: message.id, part: part(message.question) } satisfies Part);
  };
  process.on('message', onMessage);
  return {
    [Symbol.dispose]() {
      process.off('message', onMessage);
    },
  };
}

/** In the primary: gathers what the workers know for whichever of them asks. */
export function answerStats(): void {
  let gathered = 0;

  function gather(question: StatsQuestion, done: (parts: readonly StatsPart[]) => void): void {
    const id = gathered++;
    const parts = new Map<Worker, StatsPart>();
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected() === true);
    const end = (): void => {
      clearTimeout(timer);
      cluster.off('message', take);
      done([...parts.values()]);
    };
    const take = (worker: Worker, message: unknown): void => {
      if (!isMessage(message, 'g4f:stats-part') || message.id !== id) return;
      parts.set(worker, message.part);
      if (parts.size === workers.length) end();
    };
    const timer = setTimeout(end, patience);
    cluster.on('message', take);
    for (const worker of workers) worker?.send({ type: 'g4f:stats-part?', id, question } satisfies Wanted);
  }

  cluster.on('message', (worker, message: unknown) => {
    if (!isMessage(message, 'g4f:stats?')) return;
    const { id, question } = message;
    gather(question, (parts) => {
      if (worker.isConnected()) worker.send({ type: 'g4f:stats', id, parts } satisfies Told);
    });
  });
}
