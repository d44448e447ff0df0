import type { Lookup } from '../cache/create-cache.ts';
import type { AskedAnswer } from './start-answer.ts';

/** An answer that was found, for which nobody is asked, or one that is made anew and kept on its way. */
export function throughCache({ parts: found, record }: Lookup, start: () => AskedAnswer): AskedAnswer {
  if (found !== undefined) return { parts: found, current: () => undefined, attempts: [] };
  const made = start();
  return { ...made, parts: record(made.parts, () => made.current()?.model) };
}
