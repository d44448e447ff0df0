import { cpuTime } from './cpu.ts';

/** How many streams one measurement reads, and what each must bring. */
export interface Expected {
  readonly streams: number;
  /** Characters. */
  readonly length: number;
}

/** This process's CPU time for one stream, in milliseconds. `consume` reads one and gives how many characters came. */
export async function cpuOf(consume: () => Promise<number>, { streams, length }: Expected): Promise<number> {
  const time = await cpuTime(async () => {
    for (let index = 0; index < streams; index++) {
      const seen = await consume();
      if (seen !== length) throw new Error(`${seen} of ${length} characters`);
    }
  });
  return time / 1_000 / streams;
}

/** Reads a stream of text to its end. */
export async function lengthOf(chunks: AsyncIterable<string>): Promise<number> {
  let seen = 0;
  for await (const chunk of chunks) seen += chunk.length;
  return seen;
}
