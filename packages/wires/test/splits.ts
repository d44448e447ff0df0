import fc from 'fast-check';

interface Sliceable<T> {
  readonly length: number;
  slice(from: number, to: number): T;
}

/** Ways to cut bytes or text into chunks, empty ones too. */
export const splits = fc.array(fc.nat({ max: 7 })).map((sizes) => <T extends Sliceable<T>>(whole: T): T[] => {
  const chunks: T[] = [];
  let at = 0;
  for (const size of sizes) chunks.push(whole.slice(at, (at += size)));
  return [...chunks, whole.slice(at, whole.length)];
});
