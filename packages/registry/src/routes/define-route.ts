import { defineProvider, settings, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Part, type ProviderInfo } from '@g4f/core';
import type { Health } from '../health/health.ts';
import { eachOwnModel, listerOf, membersWith, mergeInfo, type Members } from '../members.ts';
import { quote } from '../quote.ts';
import { routeError } from '../route-error.ts';
import type { Answer } from './answer.ts';
import { createCall, type RouteCall } from './route-call.ts';
import type { RouteOptions } from './route-options.ts';
import { createState, markRoute } from './route-state.ts';
import { surroundingsOf } from './surroundings.ts';

/**
 * Finds who answers a call: gives the answer of one member that has come to its first content, or throws. That is the commit point:
 * from there on the engine reads that answer alone, and everybody else who is being asked has lost.
 */
export type Strategy = (call: RouteCall) => Promise<Answer>;

/** What makes one kind of route. */
export interface RouteKind {
  /** In its default id and its errors. */
  readonly name: string;
  readonly strategy: Strategy;
  /** Watches the members where nobody handed in a health. */
  readonly observer?: Health | undefined;
}

/** A route: a provider like any other. */
export type Route<Id extends string = string> = AsyncGeneratorProvider<ProviderInfo & { readonly id: Id }>;

/** One answer, whoever gives it. Passes arrays of parts on as they come, without a generator of its own: that costs a promise more for each. */
function answerOf(start: () => Promise<Answer>, close: () => Promise<void>): AsyncIterable<readonly Part[]> {
  let answer: Answer | undefined;
  async function begin(): Promise<IteratorResult<readonly Part[], void>> {
    answer = await start();
    return { done: false, value: answer.first };
  }
  const iterator: AsyncIterator<readonly Part[], void> = {
    next: () => (answer === undefined ? begin() : answer.next()),
    async return() {
      await close();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/**
 * Makes a route of a strategy: the one place where members are asked, watched, recorded and closed.
 *
 * @throws TypeError without a member, and for an id that no provider may have
 * @example
 * const strategy = inOrder(({ members, request }) => (request.messages.length > 20 ? members.toReversed() : members));
 * const route = defineRoute({ name: 'by-length', strategy }, [first, second]);
 */
export function defineRoute<const Id extends string = string>(kind: RouteKind, providers: Members, options?: RouteOptions<Id>): Route<Id>;
export function defineRoute({ name, strategy, observer }: RouteKind, providers: Members, options: RouteOptions = {}): AsyncGeneratorProvider {
  const members = [...providers] as const;
  if (members.length === 0) throw new TypeError(`${name}: give at least one provider`);
  const { id = `${name}-${members.map((member) => member.id).join('-')}` } = options;
  const state = createState(options);

  function stream(asked: AuthorRequest, init: AuthorInit): AsyncIterable<readonly Part[]> {
    init.touch('delegated');
    const model = asked.model === eachOwnModel ? undefined : asked.model;
    const able = membersWith(members, model);
    const others = able === members ? [] : members.filter((member) => !able.includes(member)).map((hop) => ({ hop, reason: `has no model ${quote(model ?? '')}` }));
    const surroundings = surroundingsOf(init, options, state.nextCall);
    const call = createCall({
      request: model === undefined ? { ...asked, model } : asked,
      init,
      members: able,
      state,
      surroundings,
      health: surroundings.health ?? observer,
      toError: (hops) => routeError(id, [...hops, ...others], members),
    });
    const start = async (): Promise<Answer> => {
      try {
        const answer = await strategy(call);
        call.commit(answer);
        return answer;
      } catch (error) {
        void call.close({ outcome: 'aborted', reason: 'the call failed' });
        throw error;
      }
    };
    return answerOf(start, call.leave);
  }

  const { eachOwn, ...info } = mergeInfo(members);
  const route = defineProvider({ ...info, id, models: [eachOwn, ...info.models] }, stream, { settings, listModels: listerOf(members) });
  return markRoute(Object.freeze({ ...route, models: info.models }));
}
