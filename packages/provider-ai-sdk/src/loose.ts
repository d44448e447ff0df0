/** An object of which nothing is known: what a model gives is read with no trust in its shape. */
export interface Loose {
  readonly [key: string]: unknown;
}

/** Tells an object from everything else. */
export const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
