import { isProviderError, ProviderError, type ErrorCode } from '@g4f/core';
import { rewritten, type BrokenProviders } from './break.ts';

/** Takes failures with this code for a good end. */
const forgiving = (code: ErrorCode) =>
  rewritten(async function* (open) {
    try {
      yield* open();
    } catch (error) {
      if (!isProviderError(error) || error.code !== code) throw error;
    }
  });

export const ends = {
  'refuses empty answers': {
    'takes nothing for an answer': [forgiving('empty'), /an answer with nothing in it: expected a ProviderError empty/],
  },
  'notices cuts': {
    'takes a cut for the end': [forgiving('interrupted'), /expected a ProviderError interrupted/],
    'throws away what came before the cut': [
      rewritten(async function* (open) {
        yield* await Array.fromAsync(open());
      }),
      /what came before the cut/,
    ],
    'calls a cut a failure that may be tried again': [
      rewritten(async function* (open) {
        try {
          yield* open();
        } catch {
          throw new ProviderError('it failed', { code: 'upstream' });
        }
      }),
      /it failed/,
    ],
  },
} satisfies BrokenProviders;
