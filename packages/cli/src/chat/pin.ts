import type { AsyncGeneratorProvider } from '@g4f/core';
import type { Choice } from '../selection.ts';

/** Who wants to know how it goes. */
export interface Watch {
  readonly onAsked: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** A provider that is asked for one model whatever a request says, and that tells how it goes. */
export function pin({ provider, model }: Choice, { onAsked, onFailed }: Watch): AsyncGeneratorProvider {
  return {
    ...provider,
    async *createPartGenerator(request, init) {
      onAsked();
      try {
        yield* provider.createPartGenerator({ ...request, model }, init);
      } catch (error) {
        onFailed(error);
        throw error;
      }
    },
  };
}
