import { defineProvider, ProviderError, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Chunk, type DefineOptions, type ErrorCode, type ProviderInfo } from '@g4f/core';
import { common } from './say.ts';

/** What a scripted provider does, step by step: yields a chunk or several, fails with a code or an error, or never goes on. */
export type Step = Chunk | readonly Chunk[] | { readonly fail: ErrorCode | Error } | { readonly hangs: true };

/** A provider that plays a script, and remembers how it was asked. */
export interface Scripted {
  readonly provider: AsyncGeneratorProvider;
  readonly calls: { readonly request: AuthorRequest; readonly init: AuthorInit }[];
  /** Calls whose stream has not ended. */
  open: number;
}

/** Waits for the signal, and for nothing else. */
export const hang: Step = { hangs: true };

const isFailure = (step: Step): step is { readonly fail: ErrorCode | Error } => typeof step === 'object' && 'fail' in step;

/** Never settles before the signal; then as a socket would. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Makes a provider of a script. */
export function scripted(id: string, steps: readonly Step[], info: Partial<ProviderInfo> = {}, options: DefineOptions = {}): Scripted {
  const calls: Scripted['calls'] = [];
  const self: Scripted = {
    calls,
    open: 0,
    provider: defineProvider(
      { ...common, ...info, id },
      async function* (request, init) {
        calls.push({ request, init });
        self.open++;
        try {
          for (const step of steps) {
            await Promise.resolve();
            if (typeof step === 'object' && 'hangs' in step) await untilAborted(init.signal);
            else if (!isFailure(step)) yield step;
            else throw step.fail instanceof Error ? step.fail : new ProviderError('it failed', { code: step.fail, provider: id });
          }
        } finally {
          self.open--;
        }
      },
      options,
    ),
  };
  return self;
}
