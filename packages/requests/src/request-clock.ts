import { createClock, ProviderError, resolveDeadlines, timeoutMessage, type Clock, type Deadlines, type Stage } from '@g4f/core';

const noop = (): void => undefined;

/** The part of core's clock that a request needs. */
export type RequestClock = Pick<Clock, 'touch' | 'wait' | 'rest' | 'stop'>;

/** The clock of one request: the guard's own where there is one, else core's for this request alone. */
export function requestClock(
  touch: ((stage: Stage) => void) | undefined,
  deadlines: Deadlines | undefined,
  provider: string | undefined,
  onTimeout: (error: ProviderError) => void,
): RequestClock {
  if (touch !== undefined) return { touch, wait: noop, rest: noop, stop: noop };
  return createClock(resolveDeadlines(deadlines), (name, limit) => {
    onTimeout(new ProviderError(timeoutMessage(name, limit), { code: 'timeout', provider }));
  });
}
