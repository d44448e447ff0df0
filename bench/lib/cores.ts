import { readdirSync, readFileSync } from 'node:fs';

/** CPU time in seconds by core, of several processes with all their threads and children. */
export type ByCore = ReadonlyMap<number, number>;

/** Milliseconds between two looks. */
const interval = 50;
/** Of `/proc`: USER_HZ is 100 on every Linux. */
const ticksPerSecond = 100;

/** Reads what may be gone by now. */
function read<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

function treeOf(pid: number): readonly number[] {
  const threads = read(() => readdirSync(`/proc/${pid}/task`), []);
  const children = threads.flatMap((thread) => read(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'), '').split(' ').filter(Boolean).map(Number));
  return [pid, ...children.flatMap(treeOf)];
}

/** Ticks and core of each thread. */
function threadsOf(pids: readonly number[]): ReadonlyMap<string, { readonly ticks: number; readonly core: number }> {
  const threads = pids.flatMap(treeOf).flatMap((pid) => read(() => readdirSync(`/proc/${pid}/task`), []).map((thread) => `/proc/${pid}/task/${thread}/stat`));
  return new Map(
    threads.flatMap((file) => {
      const text = read(() => readFileSync(file, 'utf8'), '');
      // The name may hold blanks: what follows begins behind its bracket, with the third field.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
      return text === '' ? [] : [[file, { ticks: (fields[11] ?? 0) + (fields[12] ?? 0), core: fields[36] ?? 0 }] as const];
    }),
  );
}

/**
 * Looks twenty times a second at which thread used how much of which core, while something is done. What was used between two looks
 * counts for the core that the thread was on at the second. Gives nothing on systems without `/proc`.
 */
export async function watchCores<Name extends string>(groups: { readonly [K in Name]: readonly number[] }, work: () => Promise<unknown>): Promise<{ readonly [K in Name]: ByCore }> {
  const names = Object.keys(groups) as Name[];
  const used = Object.fromEntries(names.map((name) => [name, new Map<number, number>()])) as unknown as { readonly [K in Name]: Map<number, number> };
  const seen = new Map(names.map((name) => [name, threadsOf(groups[name])]));
  const look = (): void => {
    for (const name of names) {
      const now = threadsOf(groups[name]);
      for (const [file, { ticks, core }] of now) {
        const before = seen.get(name)?.get(file)?.ticks ?? 0;
        used[name].set(core, (used[name].get(core) ?? 0) + (ticks - before) / ticksPerSecond);
      }
      seen.set(name, now);
    }
  };
  const timer = setInterval(look, interval);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return used;
}
