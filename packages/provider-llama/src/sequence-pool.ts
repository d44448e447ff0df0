import type { LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';

/** Answers that are written at the same time; more wait for their turn. */
const mostSequences = 4;

/** Gives each call a place of its own to write, and keeps what was read there for the next turn of the same conversation. */
export interface SequencePool {
  /** The free sequence that begins most like `prompt`; waits while all are taken. */
  readonly take: (prompt: readonly Token[], signal: AbortSignal) => Promise<LlamaContextSequence>;
  readonly giveBack: (sequence: LlamaContextSequence) => void;
}

/** Makes a {@link SequencePool} on a model. Disposing the model frees what it holds. */
export function createSequencePool(model: LlamaModel, { contextSize, threads }: { readonly contextSize: number; readonly threads: number }): SequencePool {
  const free: LlamaContextSequence[] = [];
  const waiting: ((sequence: LlamaContextSequence) => void)[] = [];
  let made = 0;

  const giveBack = (sequence: LlamaContextSequence): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(sequence);
    else next(sequence);
  };
  const make = async (): Promise<LlamaContextSequence> => {
    made++;
    let context: LlamaContext | undefined;
    try {
      context = await model.createContext({ contextSize, threads });
      return context.getSequence();
    } catch (error) {
      made--;
      await context?.dispose();
      throw error;
    }
  };
  const wait = (signal: AbortSignal): Promise<LlamaContextSequence> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(signal.reason);
      };
      const take = (sequence: LlamaContextSequence): void => {
        signal.removeEventListener('abort', stop);
        resolve(sequence);
      };
      waiting.push(take);
      signal.addEventListener('abort', stop, { once: true });
    });

  return {
    giveBack,
    async take(prompt, signal) {
      signal.throwIfAborted();
      const likeness = (sequence: LlamaContextSequence): number => sequence.compareContextTokens([...prompt]).firstDifferentIndex;
      const best = free.toSorted((a, b) => likeness(b) - likeness(a))[0];
      if (best !== undefined) {
        free.splice(free.indexOf(best), 1);
        return best;
      }
      return made < mostSequences ? make() : wait(signal);
    },
  };
}
