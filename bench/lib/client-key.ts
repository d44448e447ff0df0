/** The key that clients of a gateway bring here. */
export const clientKey = 'a-key-of-the-benchmarks';

/** What a client calls a model. */
export const modelOf = (shape: string): string => `our-${shape}`;

/** What upstream calls it. */
export const upstreamModelOf = (shape: string): string => `their-${shape}`;

/** How answers come: each shape is a model. */
export const shapes = ['one-write', 'each-alone', 'held', 'flood'] as const;
