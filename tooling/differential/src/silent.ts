import type { Wire } from '@g4f/testkit/servers';

/** The wire of an upstream that only plays what was recorded: nothing is read or written on it. */
export const silent: Wire = { carries: [], read: () => [], encoder: () => ({ part: () => '' }) };
