import { setTimeout } from 'node:timers/promises';
import type { AsyncGeneratorProvider } from '@g4f/core';
import type { Factory } from '../../src/index.ts';
import { createReference } from '../reference-provider.ts';
import { rewritten, type BrokenProviders } from './break.ts';

/** Leaves the stream in its own way. */
const left = (leave: (source: AsyncGenerator<string, void, undefined>) => Promise<unknown>): Factory =>
  rewritten((open) => {
    const source = open();
    let isOver = false;
    const done = { done: true, value: undefined } as const;
    const self: AsyncGenerator<string, void, undefined> = {
      next: async () => (isOver ? done : source.next()),
      async return() {
        isOver = true;
        await leave(source);
        return done;
      },
      throw: (error) => Promise.reject(error),
      [Symbol.asyncIterator]: () => self,
      [Symbol.asyncDispose]: async () => void (await self.return()),
    };
    return self;
  });

/** Passes the caller's signal on in its own way. */
const listening =
  (translate: (signal: AbortSignal | undefined) => AbortSignal | undefined): Factory =>
  (target) => {
    const good = createReference(target);
    return {
      ...good,
      createAsyncGenerator: (request, init) => good.createAsyncGenerator(request, { ...init, signal: translate(init?.signal) }),
      createAsync: (request, init) => good.createAsync(request, { ...init, signal: translate(init?.signal) }),
    } satisfies AsyncGeneratorProvider;
  };

export const leaving = {
  'closes when left': {
    'keeps the connection when it is left': [left(async () => undefined), /closing the connection took longer/],
    'takes its time to close': [left((source) => setTimeout(250).then(() => source.return())), /not within 100 ms/],
  },
  'stops on abort': {
    'hears no abort': [listening(() => undefined), /nothing was thrown/],
    'hears an abort only before it begins': [listening((signal) => (signal?.aborted === true ? signal : undefined)), /the aborted next\(\) took longer/],
    'throws an error of its own': [
      listening((signal) => {
        const controller = new AbortController();
        const stop = (): void => controller.abort(new Error('aborted'));
        if (signal?.aborted === true) stop();
        signal?.addEventListener('abort', stop);
        return controller.signal;
      }),
      /did not come back untouched/,
    ],
    'hears an abort late': [
      listening((signal) => {
        if (signal === undefined || signal.aborted) return signal;
        const controller = new AbortController();
        signal.addEventListener('abort', () => void setTimeout(250).then(() => controller.abort(signal.reason)));
        return controller.signal;
      }),
      /not heard at once/,
    ],
  },
} satisfies BrokenProviders;
