/** Where issued keys are kept, as one text. */
export interface KeyStorage {
  /** In words, for an error: `g4f.keys.json`, `Redis`. */
  readonly name: string;
  /**
   * What is there, `undefined` where nothing ever was. `'same'`: what was read last is still there. `'away'`: it cannot be asked now.
   *
   * @throws what the store refuses
   */
  readonly read: () => Promise<{ readonly text: string | undefined } | 'same' | 'away'>;
  /**
   * Puts in place of the text what `change` makes of it: no other change comes between. `change` may be called again.
   *
   * @returns the new text; `undefined` where nothing was changed, as it cannot be asked now
   * @throws what `change` throws, and what the store refuses
   */
  readonly update: (change: (text: string | undefined) => string) => Promise<string | undefined>;
}
