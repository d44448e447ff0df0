import type { AsyncGeneratorProvider, ChatRequest, RunInit } from '@g4f/core';
import type { Factory, LawName } from '../../src/index.ts';
import { createReference } from '../reference-provider.ts';

/** Providers that break a law: by the law, then by what each does, how it is made, and what the law says of it. */
export type BrokenProviders = { readonly [name in LawName]?: { readonly [what: string]: readonly [factory: Factory, complaint: RegExp] } };

/** The reference, with some of it replaced. */
export const changed =
  (change: (good: AsyncGeneratorProvider) => Partial<AsyncGeneratorProvider>): Factory =>
  (target) => {
    const good = createReference(target);
    return { ...good, ...change(good) };
  };

/** The reference, with its stream of text passed through `wrap`. */
export const rewritten = (wrap: (open: (init?: RunInit) => AsyncGenerator<string, void, undefined>, request: ChatRequest, init?: RunInit) => AsyncGenerator<string, void, undefined>): Factory =>
  changed((good) => ({
    createAsyncGenerator: (request, init) => wrap((other = init) => good.createAsyncGenerator(request, other), request, init),
  }));
