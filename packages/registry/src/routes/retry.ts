import { isProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { defineRoute, type Route, type Strategy } from './define-route.ts';
import type { RouteOptions } from './route-options.ts';

/** How many retries there may be in all: a service that is down must not be asked three times as often as one that is up. */
export interface RetryBudget {
  /** Retries that are saved up at most, and that there are at the start. @default 10 */
  readonly reserve?: number | undefined;
  /** Retries that each call adds. @default 0.2 */
  readonly perCall?: number | undefined;
}

/** What {@link retry} may be told. */
export interface RetryOptions<Id extends string = string> extends RouteOptions<Id> {
  /** How often it is asked in all, the first time included. @default 3 */
  readonly attempts?: number | undefined;
  /** Milliseconds before the first retry; twice as long before each further one. Between half of that and all of it is waited. @default 500 */
  readonly delay?: number | undefined;
  /** Milliseconds that are waited at most. Where upstream asks for more (`retryAfter`), its error is thrown at once. @default 30_000 */
  readonly longestDelay?: number | undefined;
  /** `false` for as many retries as `attempts` allows. @default ten in reserve, and one for each five calls */
  readonly budget?: RetryBudget | false | undefined;
}

/** A purse of retries. */
function createPurse({ reserve = 10, perCall = 0.2 }: RetryBudget): { readonly save: () => void; readonly spend: () => boolean } {
  let saved = reserve;
  return {
    save() {
      saved = Math.min(reserve, saved + perCall);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}

const endless = { save: () => undefined, spend: () => true };

function askAgain(attempts: number, delay: number, longestDelay: number, purse: ReturnType<typeof createPurse>): Strategy {
  return async (call) => {
    const [member] = call.members;
    if (member === undefined) throw call.error();
    purse.save();
    for (let attempt = 1; ; attempt++) {
      const opened = await call.ask(member);
      if (opened.isOpen) return opened.answer;
      const { error } = opened;
      if (attempt >= attempts || !isProviderError(error) || !error.retryable) throw error;
      const backOff = Math.min(longestDelay, delay * 2 ** (attempt - 1)) * (0.5 + call.random() / 2);
      const wait = Math.max(backOff, error.retryAfter ?? 0);
      if (wait > longestDelay || !purse.spend()) throw error;
      await call.sleep(wait);
    }
  };
}

/**
 * A provider that asks another one again, before its first content only, after errors that are `retryable`: with growing pauses and
 * jitter, never before `retryAfter`, and only as long as its budget of retries lasts. An abort ends a pause at once; `total` counts the
 * pauses too. The last error is thrown as it is.
 *
 * @throws RangeError for numbers that make no sense
 * @example
 * const route = fallback([retry(first), second]);
 */
export function retry<const Id extends string = string>(provider: AsyncGeneratorProvider, options: RetryOptions<Id> = {}): Route<Id> {
  const { attempts = 3, delay = 500, longestDelay = 30_000, budget = {} } = options;
  if (!(attempts >= 1)) throw new RangeError('retry: attempts must be at least 1');
  const numbers = { delay, longestDelay, ...(budget === false ? {} : budget) };
  for (const [name, value] of Object.entries(numbers)) if (value !== undefined && !(value >= 0)) throw new RangeError(`retry: ${name} must be a number from 0 up`);
  const purse = budget === false ? endless : createPurse(budget);
  return defineRoute({ name: 'retry', strategy: askAgain(attempts, delay, longestDelay, purse) }, [provider], options);
}
