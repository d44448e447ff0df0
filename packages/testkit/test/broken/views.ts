import type { Part } from '@g4f/core';
import { changed, type BrokenProviders } from './break.ts';

const parts = (rewrite: (source: AsyncIterable<Part>) => AsyncGenerator<Part, void, undefined>) =>
  changed((good) => ({ createPartGenerator: (...call) => rewrite(good.createPartGenerator(...call)) }));

export const views = {
  'ends with one finish': {
    'finishes twice': [
      parts(async function* (source) {
        yield* source;
        yield { type: 'finish', reason: 'stop' };
      }),
      /expected one finish/,
    ],
    'never finishes': [
      parts(async function* (source) {
        for await (const part of source) if (part.type !== 'finish') yield part;
      }),
      /expected one finish/,
    ],
    'lets usage come after the finish': [
      parts(async function* (source) {
        const late: Part[] = [];
        for await (const part of source) {
          if (part.type === 'usage') late.push(part);
          else yield part;
        }
        yield* late;
      }),
      /expected finish at the end/,
    ],
  },
  'gives the same text': {
    'trims the whole text': [changed((good) => ({ createAsync: async (...call) => (await good.createAsync(...call)).replaceAll(' ', '') })), /Expected values to be strictly equal/],
    'leaves text out of the parts': [
      parts(async function* (source) {
        let count = 0;
        for await (const part of source) if (part.type !== 'text' || count++ > 0) yield part;
      }),
      /Expected values to be strictly equal/,
    ],
  },
} satisfies BrokenProviders;
