/** What a process says of itself. */
export interface Used {
  /** Microseconds of CPU time. */
  readonly user: number;
  readonly system: number;
  /** Resident bytes. */
  readonly rss: number;
  readonly heapUsed: number;
  /** Bytes of buffers outside the heap. */
  readonly external: number;
}

/** Says it, as JSON. With `collects`, once garbage has been collected, where the process was started with `--expose-gc`. */
export function used(collects = false): string {
  if (collects) for (let times = 0; times < 2; times++) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return JSON.stringify({ ...process.cpuUsage(), rss, heapUsed, external } satisfies Used);
}
