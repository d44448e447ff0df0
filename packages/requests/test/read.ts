/** What a promise fails with; `undefined` if it does not. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Reads to the end, or to the failure; gives both. */
export async function readAll<T>(chunks: AsyncIterable<T>): Promise<{ all: T[]; error: unknown }> {
  const all: T[] = [];
  try {
    for await (const chunk of chunks) all.push(chunk);
  } catch (error) {
    return { all, error };
  }
  return { all, error: undefined };
}
