/** What holds a model, or is about to. */
export interface Closable {
  /** Frees the memory: now, or when the last answer has ended. */
  readonly close: () => Promise<void>;
}

/** Everything that holds a model. */
export const loaded = new Set<Closable>();

/**
 * Frees the memory of every model that is loaded; waits for the answers that are being written. The next call loads anew.
 *
 * @example
 * console.log(await llama.createAsync({ messages: [{ role: 'user', content: 'Hi' }] }));
 * await closeLlama();
 */
export async function closeLlama(): Promise<void> {
  await Promise.all([...loaded].map(({ close }) => close()));
}
