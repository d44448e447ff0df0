import { ProviderError, type AsyncGeneratorProvider, type ChatRequest, type Part } from '@g4f/core';
import { fallback, type Attempt } from '@g4f/registry/routes';
import type { Caller } from '../access.ts';
import type { GatewayContext } from '../endpoint.ts';
import { startRelay } from '../relay/start-relay.ts';
import type { RelayAsk } from '../relay/relay-ask.ts';
import type { Candidate } from './candidates.ts';

/** What is asked of the candidates. */
export interface Ask {
  readonly request: ChatRequest;
  /** Lets those who speak the client's own wire answer in its own bytes. @default everybody's answer is read and written anew */
  readonly relay?: RelayAsk | undefined;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** Keys that the request brings, by provider id. @default none */
  readonly apiKeys?: { readonly [provider: string]: string } | undefined;
}

/** An answer on its way. */
export interface AskedAnswer {
  /** The first comes once content is there; from then on nobody else is asked. */
  readonly parts: AsyncGenerator<Part, void, undefined>;
  /** Who is being asked, or answers. */
  readonly current: () => Candidate | undefined;
  /** Those that are over. */
  readonly attempts: readonly Attempt[];
}

/** One call of a route that many calls share: it travels as their `context`. */
class RunningAsk {
  readonly ask: Ask;
  readonly attempts: Attempt[] = [];
  current: Candidate | undefined;
  /** Members that turned out to be routes. */
  #routes: Set<string | undefined> | undefined;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** Adds an attempt, and marks one at a route: what such a one asked stands in the ledger by itself. */
  note(attempt: Attempt): Attempt {
    const { path, provider } = attempt;
    if (path.length > 1) (this.#routes ??= new Set()).add(path[1]);
    const noted = path.length === 1 && this.#routes?.has(provider) === true ? { ...attempt, isRoute: true } : attempt;
    this.attempts.push(noted);
    return noted;
  }
}

/** A candidate as it is asked: in the client's own bytes where that can be, else in ours. */
function memberOf(candidate: Candidate): AsyncGeneratorProvider {
  const { provider, model, narrowed } = candidate;
  return {
    ...narrowed,
    createPartGenerator(_asked, init) {
      const running = init?.context;
      if (!(running instanceof RunningAsk)) throw new TypeError('a member of a gateway was asked by somebody else');
      running.current = candidate;
      const { request, relay } = running.ask;
      const relayed = relay === undefined ? undefined : startRelay(relay, candidate, request, init);
      return relayed ?? provider.createPartGenerator({ ...request, model }, init);
    },
  };
}

function routeTo(candidates: readonly Candidate[], { health, catalogue, onAttempt }: GatewayContext): AsyncGeneratorProvider {
  const [first, ...others] = candidates.map(memberOf);
  if (first === undefined) throw new ProviderError('nobody can answer this', { code: 'no-provider' });
  return fallback([first, ...others], {
    id: 'gateway',
    health,
    catalogue,
    onAttempt(attempt, running) {
      if (running instanceof RunningAsk) onAttempt(running.note(attempt), running.ask.caller);
    },
  });
}

/** Routes are kept with the candidates that they ask, for as long as those are kept: to make one costs more than to ask it. */
const kept = new WeakMap<GatewayContext, WeakMap<readonly Candidate[], AsyncGeneratorProvider>>();

function keptRoute(candidates: readonly Candidate[], context: GatewayContext): AsyncGeneratorProvider {
  const routes = kept.get(context) ?? new WeakMap<readonly Candidate[], AsyncGeneratorProvider>();
  const known = routes.get(candidates);
  if (known !== undefined) return known;
  const route = routeTo(candidates, context);
  kept.set(context, routes.set(candidates, route));
  return route;
}

/** Asks the candidates one after the other until one begins with content. Nothing is sent before the first part is asked for. */
export function startAnswer(ask: Ask, candidates: readonly Candidate[], context: GatewayContext): AskedAnswer {
  const { request, signal, apiKeys } = ask;
  const running = new RunningAsk(ask);
  // Each member gets the request as it is. The route only reads what it needs; stop words are the member's work.
  const parts = keptRoute(candidates, context).createPartGenerator({ ...request, model: undefined, stop: undefined }, { signal, apiKeys, timeout: { total: context.total() }, context: running });
  return { parts, current: () => running.current, attempts: running.attempts };
}
