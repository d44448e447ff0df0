import type { Batches } from '../batches/create-batches.ts';
import type { BatchWorker } from '../batches/batch-worker.ts';
import type { Gateway } from '../create-gateway.ts';
import type { Log } from '../telemetry/log.ts';
import { messageOf } from './message-of.ts';

/** What works on batches is made of. */
export interface BatchWork {
  readonly batches: Batches;
  readonly gateway: Gateway;
  readonly concurrency: number | undefined;
  /** Whether Redis is there. */
  readonly isUp: () => boolean;
  readonly log: Log;
}

/** Milliseconds between two looks for a Redis that is not there. */
const lookEvery = 1_000;

/** Works on batches as soon as Redis is there: a gateway does not wait for it. Gives what ends the work. */
export function workOnBatches({ batches, gateway, concurrency, isUp, log }: BatchWork): (grace?: number) => Promise<void> {
  let worker: Promise<BatchWorker | undefined> | undefined;

  async function start(): Promise<BatchWorker | undefined> {
    try {
      return await batches.work(gateway, { concurrency });
    } catch (error) {
      log.warn('this gateway does not work on batches', { reason: messageOf(error) });
      return undefined;
    }
  }
  const look = (): void => {
    if (!isUp()) return;
    clearInterval(timer);
    worker = start();
  };
  const timer = setInterval(look, lookEvery).unref();
  look();
  return async (grace) => {
    clearInterval(timer);
    await (await worker)?.close(grace);
  };
}
