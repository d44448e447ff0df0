import { stretchAt, type Period } from './period.ts';

/** What is counted, and up to where. */
export interface Counted {
  /** Whose, and what: one count for each name and period. */
  readonly name: string;
  readonly period: Period;
  /** A whole number: requests, tokens, or billionths of a dollar. */
  readonly limit: number;
}

/** How a count stands after something was asked of it. */
export interface Count {
  /** `false`: it would have gone over the limit, and nothing was counted. */
  readonly isTaken: boolean;
  readonly used: number;
  /** When it begins anew, milliseconds since 1970. */
  readonly endsAt: number;
}

/** Counts of what callers use, in this process or shared by many. They outlive a configuration that is replaced. */
export interface Counts {
  /**
   * Counts an amount if it fits, in one step.
   *
   * @throws what a shared store threw that is there and refuses: then nobody knows, and nobody is let in
   */
  readonly take: (counted: Counted, amount: number) => Promise<Count>;
  /**
   * Counts what was really used, over the limit too. What is given back (below 0) counts only in the stretch that it was taken from,
   * which ended at `takenUntil`; a surplus counts in the stretch that is now. Never throws.
   */
  readonly add: (counted: Counted, amount: number, takenUntil: number) => Promise<void>;
}

/** Counts that several processes share. Each answer is the count as it stands; `undefined` where the store is away. */
export interface RemoteCounts {
  readonly take: (key: string, amount: number, limit: number, seconds: number) => Promise<{ readonly isTaken: boolean; readonly used: number } | undefined>;
  readonly add: (key: string, amount: number, seconds: number) => Promise<number | undefined>;
}

/** Puts into a store that has come back what was counted without it: `known` where the store has lost the count, and `owed` on top. */
export type Restore = (key: string, known: number, owed: number, seconds: number) => Promise<number>;

/** What {@link createCounts} may be told. */
export interface CountsOptions {
  /** @default none: the count is this process's own */
  readonly remote?: RemoteCounts | undefined;
  /** Told what a store refused when something was added; that is kept and added when the store has come back. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Counts of this process, which can go on when a store is away. */
export interface LocalCounts extends Counts {
  /** Puts all that is owed into a store that has come back. @throws what it throws; what could not be put stays owed */
  readonly restore: (restore: Restore) => Promise<void>;
}

/** Counts that are put into a store together. */
const mostAtOnce = 500;

interface State {
  readonly key: string;
  readonly endsAt: number;
  /** The shared count as last heard. */
  seen: number;
  /** What this process has counted that the store does not know. */
  owed: number;
}

/**
 * Counts in this process, or over a store that many share. While the store is away each process goes on from what it last heard, and
 * remembers what it owes.
 *
 * @example
 * const counts = createCounts();
 * const { isTaken } = await counts.take({ name: 'team-a:requests', period: 'minute', limit: 60 }, 1);
 */
export function createCounts({ remote, onError, now = () => Date.now() }: CountsOptions = {}): LocalCounts {
  const states = new Map<string, State>();

  function current(name: string, period: Period): State {
    const at = now();
    const place = `${name}:${period}`;
    const before = states.get(place);
    if (before !== undefined && at < before.endsAt) return before;
    const { id, endsAt } = stretchAt(period, at);
    const state: State = { key: `${name}:${id}`, endsAt, seen: 0, owed: 0 };
    states.set(place, state);
    return state;
  }

  const secondsLeft = ({ endsAt }: State): number => Math.max(1, Math.ceil((endsAt - now()) / 1_000));

  function takeHere(state: State, amount: number, limit: number): Count {
    const isTaken = state.seen + state.owed + amount <= limit;
    if (isTaken) state.owed += amount;
    return { isTaken, used: state.seen + state.owed, endsAt: state.endsAt };
  }

  return {
    async take({ name, period, limit }, amount) {
      const state = current(name, period);
      const answer = await remote?.take(state.key, amount, limit, secondsLeft(state));
      if (answer === undefined) return takeHere(state, amount, limit);
      state.seen = answer.used;
      return { ...answer, endsAt: state.endsAt };
    },

    async add({ name, period }, amount, takenUntil) {
      const state = current(name, period);
      if (amount === 0 || (amount < 0 && state.endsAt !== takenUntil)) return;
      try {
        const used = await remote?.add(state.key, amount, secondsLeft(state));
        if (used === undefined) state.owed += amount;
        else state.seen = used;
      } catch (error) {
        state.owed += amount;
        onError?.(error);
      }
    },

    async restore(restore) {
      const at = now();
      const pay = async (state: State): Promise<void> => {
        const { seen, owed } = state;
        // Counted on meanwhile, so what is being paid is taken as paid.
        state.seen += owed;
        state.owed -= owed;
        try {
          state.seen = await restore(state.key, seen, owed, secondsLeft(state));
        } catch (error) {
          state.seen -= owed;
          state.owed += owed;
          throw error;
        }
      };
      const all = [...states.values()].filter(({ endsAt, seen, owed }) => endsAt > at && (seen !== 0 || owed !== 0));
      for (let start = 0; start < all.length; start += mostAtOnce) {
        const paid = await Promise.allSettled(all.slice(start, start + mostAtOnce).map(pay));
        const failed = paid.find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') throw failed.reason;
      }
    },
  };
}
