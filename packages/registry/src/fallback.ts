import {
  defineProvider,
  isContent,
  isProviderError,
  ProviderError,
  settings,
  type AsyncGeneratorProvider,
  type AuthorInit,
  type AuthorRequest,
  type Part,
  type ProviderInfo,
  type RunInit,
  type Stage,
} from '@g4f/core';
import { eachOwnModel, listerOf, membersWith, mergeInfo, type Members } from './members.ts';
import { quote } from './quote.ts';
import { routeError, type Attempt } from './route-error.ts';

/** What a {@link fallback} may be told. */
export interface FallbackOptions<Id extends string = string> {
  /** The id of the route. @default `fallback-` and the ids of its members, joined by `-` */
  readonly id?: Id | undefined;
}

/**
 * What runs a hop: all that runs the call, but for `total`, which is shared: the route's own guard keeps it. That stands still while a
 * hop prepares.
 */
function hopInit({ timeout, signal, proxy, dispatcher, apiKeys, touch }: AuthorInit): RunInit {
  const asked = typeof timeout === 'number' ? {} : timeout;
  const onStage = (stage: Stage): void => {
    touch(stage === 'preparing' ? stage : 'delegated');
  };
  return { signal, proxy, dispatcher, apiKeys, timeout: { ...asked, total: false }, onStage };
}

/** Another member may be asked after this. A route inside a route that found nobody is passed over like any other. */
const mayGoOn = (error: unknown): error is ProviderError => isProviderError(error) && (error.fallBack || error.code === 'no-provider');

/**
 * A provider that asks others in their order, and goes on to the next when one fails **before its first content** (text, reasoning or
 * a piece of a tool call) with an error whose `fallBack` is true. After it an error is final: nobody sees an answer twice. The
 * caller's abort ends the call, and what a failed member said before its first content (warnings, usage) never shows.
 *
 * It has the models and aliases of all its members; a flag is true where one member can (`needsAuth` where all do). Each call passes
 * over those that do not have its model; without a model, each member answers with its own first. A member that is not `working` is
 * asked like the others: who lists it here calls it on purpose. Every member has its own `connect`, `firstByte` and `idle` deadlines;
 * `total` is for all of them together.
 *
 * One failure is thrown as it is. Several are one `ProviderError` that names each, and whose `cause` is an `AggregateError` of them.
 * Its code and status are those of the last failure after which the same may be asked again, else of the last that is more than
 * `unsupported`; its `retryAfter` is the shortest. Where no member has the model, it is `no-provider`.
 *
 * @throws TypeError without a member, and for an id that no provider may have
 * @example
 * const route = fallback([first, fallback([second, third])], { id: 'main' });
 * for await (const chunk of route.createAsyncGenerator({ messages })) process.stdout.write(chunk);
 */
export function fallback<const Id extends string = string>(
  providers: Members,
  options?: FallbackOptions<Id>,
): AsyncGeneratorProvider<ProviderInfo & { readonly id: Id }>;
export function fallback(providers: Members, options: FallbackOptions = {}): AsyncGeneratorProvider {
  const members = [...providers] as const;
  if (members.length === 0) throw new TypeError('fallback: give at least one provider');
  const { id = `fallback-${members.map((member) => member.id).join('-')}` } = options;

  async function* stream({ model: asked, ...rest }: AuthorRequest, init: AuthorInit): AsyncGenerator<Part | readonly Part[]> {
    init.touch('delegated');
    const model = asked === eachOwnModel ? undefined : asked;
    const able = membersWith(members, model);
    const attempts: Attempt[] = [];
    for (const hop of members) {
      if (!able.includes(hop)) {
        attempts.push({ hop, reason: `has no model ${quote(model ?? '')}` });
        continue;
      }
      // Undefined once the hop has committed the call.
      let held: Part[] | undefined = [];
      try {
        for await (const part of hop.createPartGenerator({ ...rest, model }, hopInit(init))) {
          if (held === undefined) {
            yield part;
            continue;
          }
          held.push(part);
          if (!isContent(part)) continue;
          const first = held;
          held = undefined;
          yield first;
        }
        if (held === undefined) return;
        throw new ProviderError('the answer ended without content', { code: 'empty', provider: hop.id });
      } catch (error) {
        if (held === undefined || init.signal.aborted || !mayGoOn(error)) throw error;
        attempts.push({ hop, error });
      }
    }
    throw routeError(id, attempts);
  }

  const { eachOwn, ...info } = mergeInfo(members);
  const route = defineProvider({ ...info, id, models: [eachOwn, ...info.models] }, stream, { settings, listModels: listerOf(members) });
  return Object.freeze({ ...route, models: info.models });
}
