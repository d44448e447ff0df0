import { setTimeout } from 'node:timers/promises';
import { isProviderError, ProviderError, type RunInit } from '@g4f/core';
import { rewritten, type BrokenProviders } from './break.ts';

const withoutDeadlines = (init: RunInit | undefined): RunInit => ({ ...init, timeout: { connect: false, firstByte: false, idle: false, total: false } });

/** The caller's deadline, whichever it is. */
const limitOf = ({ timeout }: RunInit = {}): number => Math.min(...Object.values(typeof timeout === 'object' ? timeout : {}).filter((value) => typeof value === 'number'));

export const deadlines = {
  'keeps deadlines': {
    'knows no deadlines': [rewritten((open, _, init) => open(withoutDeadlines(init))), /took longer/],
    'does not say which deadline passed': [
      rewritten(async function* (open) {
        try {
          yield* open();
        } catch (error) {
          throw isProviderError(error) ? new ProviderError('it took too long', { code: error.code }) : error;
        }
      }),
      /must say which deadline/,
    ],
    'takes every deadline for a failure of upstream': [
      rewritten(async function* (open) {
        try {
          yield* open();
        } catch {
          throw new ProviderError('fetch failed', { code: 'upstream' });
        }
      }),
      /upstream/,
    ],
    'counts the time that its consumer takes': [
      rewritten(async function* (open, _, init) {
        let last = Infinity;
        for await (const chunk of open()) {
          if (performance.now() - last > 2 * limitOf(init)) throw new ProviderError('the idle deadline passed', { code: 'timeout' });
          last = performance.now();
          yield chunk;
        }
      }),
      /the idle deadline passed/,
    ],
    'gives up too early': [
      rewritten(async function* (open, _, init) {
        const names = Object.entries(typeof init?.timeout === 'object' ? init.timeout : {}).filter(([, value]) => typeof value === 'number');
        await setTimeout(limitOf(init) / 4);
        if (names[0]?.[0] === 'firstByte') throw new ProviderError('the firstByte deadline passed', { code: 'timeout' });
        yield* open();
      }),
      /firstByte of 200 ms passed after/,
    ],
  },
} satisfies BrokenProviders;
