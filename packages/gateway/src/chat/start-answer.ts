import type { AsyncGeneratorProvider, ChatRequest, Part } from '@g4f/core';
import { ProviderError } from '@g4f/core';
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
  /** Resolves with the first part, once content is there; from then on nobody else is asked. */
  readonly begin: () => Promise<IteratorResult<Part, void>>;
  /** The parts after that one. */
  readonly parts: AsyncGenerator<Part, void, undefined>;
  /** Who is being asked, or answers. */
  readonly current: () => Candidate | undefined;
  /** Those that are over. */
  readonly attempts: readonly Attempt[];
}

/** Marks the attempts at members that turn out to be routes: what such a one asked stands in the ledger by itself. */
function markingRoutes(tell: (attempt: Attempt) => void): (attempt: Attempt) => void {
  const routes = new Set<string | undefined>();
  return (attempt) => {
    const { path, provider } = attempt;
    if (path.length > 1) routes.add(path[1]);
    tell(path.length === 1 && routes.has(provider) ? { ...attempt, isRoute: true } : attempt);
  };
}

/**
 * Asks the candidates one after the other until one begins with content. Nothing is sent before `begin()`.
 *
 * The route is made for the call: only so does each attempt tell whose it was. Its members have one model each, which makes it cheap.
 */
export function startAnswer({ request, relay, caller, signal, apiKeys }: Ask, candidates: readonly Candidate[], { health, catalogue, onAttempt, total }: GatewayContext): AskedAnswer {
  const attempts: Attempt[] = [];
  let current: Candidate | undefined;

  const members = candidates.map((candidate): AsyncGeneratorProvider => {
    const { provider, model, narrowed } = candidate;
    return {
      ...narrowed,
      createPartGenerator(_asked, init) {
        current = candidate;
        const relayed = relay === undefined ? undefined : startRelay(relay, candidate, request, init);
        return relayed ?? provider.createPartGenerator({ ...request, model }, init);
      },
    };
  });
  const [first, ...others] = members;
  if (first === undefined) throw new ProviderError('nobody can answer this', { code: 'no-provider' });
  const tell = markingRoutes((attempt) => {
    attempts.push(attempt);
    onAttempt(attempt, caller);
  });
  const route = fallback([first, ...others], { id: 'gateway', health, catalogue, onAttempt: tell });
  // Each member gets the request as it is. The route only reads what it needs; stop words are the member's work.
  const parts = route.createPartGenerator({ ...request, model: undefined, stop: undefined }, { signal, apiKeys, timeout: { total: total() } });
  return { begin: () => parts.next(), parts, current: () => current, attempts };
}
