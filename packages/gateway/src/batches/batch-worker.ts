/** How a worker works. */
export interface BatchWorkerOptions {
  /** Requests under way at once in this process. @default 16 */
  readonly concurrency?: number | undefined;
  /** How often a request is made that fails in a way that may pass. A refusal for a limit is not counted: there the batch waits. @default 8: two minutes, so that a provider whose circuit has opened may come back */
  readonly attempts?: number | undefined;
  /** Milliseconds after which the requests of a worker that is lost are taken up by others. @default 30_000 */
  readonly lease?: number | undefined;
  /** Milliseconds between two looks after every batch that has not ended. @default 60_000 */
  readonly sweepEvery?: number | undefined;
}

/** A worker that runs. */
export interface BatchWorker extends AsyncDisposable {
  /** Takes nothing more, lets what is under way come to its end for `grace` ms, and leaves the rest to others. @default 30_000 */
  readonly close: (grace?: number) => Promise<void>;
}
