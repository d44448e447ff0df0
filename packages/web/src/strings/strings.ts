import type { en } from './en/index.ts';

/** What a text is in any language: a word where English has a word, a function of the same arguments where it has one. */
type Widened<T> = T extends string ? string : T extends (...given: infer A) => string ? (...given: A) => string : { readonly [K in keyof T]: Widened<T[K]> };

/** Every text of the page. A language that lacks one does not compile. */
export type Strings = Widened<typeof en>;
