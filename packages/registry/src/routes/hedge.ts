import type { AsyncGeneratorProvider } from '@g4f/core';
import { createHealth } from '../health/create-health.ts';
import type { Members } from '../members.ts';
import type { Answer, Opened } from './answer.ts';
import { defineRoute, type Route, type Strategy } from './define-route.ts';
import type { RouteCall } from './route-call.ts';
import type { RouteOptions } from './route-options.ts';
import { mayGoOn } from './attempt.ts';

/** What {@link hedge} may be told. */
export interface HedgeOptions<Id extends string = string> extends RouteOptions<Id> {
  /** Milliseconds after which the next is asked too, until enough of a member was seen to go by its own p95. @default 2_000 */
  readonly after?: number | undefined;
  /** Milliseconds that are waited at least, however fast a member is. @default 50 */
  readonly atLeast?: number | undefined;
  /** How many are asked at the same time at most. @default 2 */
  readonly atOnce?: number | undefined;
}

/** Times to first content from which a p95 says something. */
const enoughSamples = 20;

/** Milliseconds that a member is given before the next is asked beside it. */
function patienceWith(call: RouteCall, member: AsyncGeneratorProvider, after: number, atLeast: number): number {
  const { p95, samples = 0 } = call.health?.inspect(member.id, call.modelOf(member)) ?? {};
  return Math.max(atLeast, p95 === undefined || samples < enoughSamples ? after : p95);
}

/** Asks several, each a little after the one before it, until one begins to answer. */
function race(after: number, atLeast: number, atOnce: number): Strategy {
  return async (call): Promise<Answer> => {
    const waiting = [...call.members];
    const asked = new Set<Promise<Opened>>();
    let youngest: AsyncGeneratorProvider | undefined;
    const askNext = (): void => {
      youngest = waiting.shift();
      if (youngest === undefined) return;
      const opened = call.ask(youngest);
      // Once there is a winner, nobody looks at the others.
      opened.catch(() => undefined);
      asked.add(opened);
    };

    askNext();
    while (asked.size > 0) {
      const patience = youngest === undefined || waiting.length === 0 || asked.size >= atOnce ? undefined : patienceWith(call, youngest, after, atLeast);
      const [opened, asking] = await firstOf(asked, patience, call);
      if (opened?.isOpen === true) return opened.answer;
      if (opened !== undefined && !mayGoOn(opened.error)) throw opened.error;
      if (asking !== undefined) asked.delete(asking);
      askNext();
    }
    throw call.error();
  };
}

/** Who is settled first, and what came of it. */
type Settled = readonly [opened?: Opened, asking?: Promise<Opened>];

/** The first that is settled; nothing, if patience ends before. */
async function firstOf(asked: Iterable<Promise<Opened>>, patience: number | undefined, { schedule }: RouteCall): Promise<Settled> {
  const racers = [...asked].map(async (asking): Promise<Settled> => [await asking, asking]);
  if (patience === undefined) return Promise.race(racers);
  const over = Promise.withResolvers<Settled>();
  const cancel = schedule(() => {
    over.resolve([]);
  }, patience);
  try {
    return await Promise.race([...racers, over.promise]);
  } finally {
    cancel();
  }
}

/**
 * A provider that does not wait for a slow one: it asks the first, and the next beside it once that has taken longer than its own 95th
 * percentile of times to first content (`after`, until twenty were seen). The first content wins; whoever else is being asked is
 * aborted, and what it had reported of its usage is in the ledger. After a failure the next is asked at once, by the rules of
 * {@link fallback}. About one call in twenty is asked twice, and paid twice as far as the loser came.
 *
 * It observes by `health`, or by itself where it has none. A loser counts as slow as it was until then.
 *
 * @throws TypeError as `fallback` does; RangeError for numbers that make no sense
 * @example
 * const route = hedge([first, second], { after: 1_500 });
 */
export function hedge<const Id extends string = string>(providers: Members, options: HedgeOptions<Id> = {}): Route<Id> {
  const { after = 2_000, atLeast = 50, atOnce = 2 } = options;
  for (const [name, value] of Object.entries({ after, atLeast })) if (!(value >= 0)) throw new RangeError(`hedge: ${name} must be a number of milliseconds`);
  if (!(atOnce >= 1)) throw new RangeError('hedge: atOnce must be at least 1');
  const observer = createHealth({ threshold: false, now: options.time?.now });
  return defineRoute({ name: 'hedge', strategy: race(after, atLeast, atOnce), observer }, providers, options);
}
