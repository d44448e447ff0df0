import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** How a file is watched. */
export interface WatchOptions {
  /** Told when what stands in the file has become another, and at each `reload()`. The next waits until it is done. */
  readonly onChange: () => Promise<void>;
  /** Told when the file can no longer be watched; `reload()` works all the same. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds of quiet after which a file that is being written is taken as whole. @default 200 */
  readonly quiet?: number | undefined;
}

/** A file that is watched. */
export interface Watched extends Disposable {
  /** As if the file had changed. */
  readonly reload: () => Promise<void>;
}

/**
 * Watches a configuration file. Its folder is what is watched: editors and Kubernetes put another file in place of it. Keeps no process
 * alive.
 */
export async function watchConfig(file: string, { onChange, onError, quiet = 200 }: WatchOptions): Promise<Watched> {
  const read = (): Promise<string> => readFile(file, 'utf8').catch(() => '');
  let last = await read();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = Promise.resolve();

  const enqueue = (work: () => Promise<void>): Promise<void> => (running = running.then(work).catch(onError));
  const reload = async (): Promise<void> => {
    last = await read();
    await onChange();
  };
  const look = async (): Promise<void> => {
    const now = await read();
    if (now === last || now === '') return; // written by half, or between one file and the next
    last = now;
    await onChange();
  };

  const watcher = watch(path.dirname(file), { persistent: false }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void enqueue(look), quiet).unref();
  });
  watcher.on('error', onError);
  return {
    reload: () => enqueue(reload),
    [Symbol.dispose]() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
