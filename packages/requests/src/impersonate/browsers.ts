import { chrome107 } from './chrome107.ts';

/**
 * The browsers that can be imitated, by name: what each sends for a `fetch` to its own origin, in its order. `origin` and `referer`
 * are filled in.
 */
export const browsers = { chrome107 } as const satisfies { readonly [name: string]: { readonly [header: string]: string } };

/** A browser that can be imitated. */
export type Browser = keyof typeof browsers;
