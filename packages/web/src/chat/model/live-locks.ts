const prefix = 'g4f-answer-';

/** Says to other tabs, for as long as some work takes, that an answer is under way here. */
export async function whileLive<T>(id: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(prefix + id, work);
}

/** The answers that are under way in any tab. Without TLS on another machine browsers have no locks, and nothing is known. */
export async function liveAnswers(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
