import { modelId, needsOf, type AsyncGeneratorProvider, type ChatRequest } from '@g4f/core';
import type { Query, Registry } from '@g4f/registry';

/** Who may answer a request, and with which model. */
export interface Candidate {
  readonly provider: AsyncGeneratorProvider;
  /** The id as the provider knows it. */
  readonly model: string;
  /** The same provider as if it had this model alone, so that a route reads no other, and each is asked for its own. */
  readonly narrowed: AsyncGeneratorProvider;
}

type Known = Map<string, readonly Candidate[]>;

/** Names that clients may make up are kept too, where a provider takes any: so many, and then from the start. */
const mostKept = 1_000;

const known = new WeakMap<Registry, Known>();

/** It says of itself what the request needs, for which it was chosen, and no more: whoever reads it has less to read. */
function narrow({ id, url, contract, models, createAsync, createAsyncGenerator, createPartGenerator }: AsyncGeneratorProvider, model: string, flags: object): AsyncGeneratorProvider {
  const known = models.find((each) => modelId(each) === model);
  const contextWindow = typeof known === 'object' ? known.contextWindow : undefined;
  const only = contextWindow === undefined ? model : { id: model, contextWindow };
  return Object.freeze({ ...flags, id, url, contract, models: [only], createAsync, createAsyncGenerator, createPartGenerator } as const);
}

function select(registry: Registry, query: Query, flags: object, request: ChatRequest): readonly Candidate[] {
  const found = registry.explain(query).flatMap(({ provider, model, reasons }): readonly Candidate[] => {
    const isMatch = model !== undefined && reasons.every(({ code }) => code === 'order');
    return isMatch ? [{ provider, model, narrowed: narrow(provider, model, flags) }] : [];
  });
  // Says of everybody why not, with what the request itself asks for.
  if (found.length === 0) registry.match({ ...(query.model === undefined ? {} : { model: query.model }), for: request });
  return found;
}

/**
 * Everybody who can answer a request, in the registry's order. What a request needs is read off it; how long it is, a route looks at
 * for each candidate. Kept by model and needs: most requests ask for what others asked for.
 *
 * @throws ProviderError `no-provider`, with each candidate and why it was left out
 */
export function candidatesFor(registry: Registry, request: ChatRequest): readonly Candidate[] {
  const names = needsOf(request).map(({ flag }) => flag);
  const key = `${names.join()} ${request.model ?? ''}`;
  const kept: Known = known.get(registry) ?? new Map<string, readonly Candidate[]>();
  known.set(registry, kept);
  const before = kept.get(key);
  if (before !== undefined) return before;
  const flags = Object.fromEntries(names.map((flag) => [flag, true]));
  const query: Query = { ...flags, ...(request.model === undefined ? {} : { model: request.model }) };
  const found = select(registry, query, flags, request);
  if (kept.size >= mostKept) kept.clear();
  if (found.length > 0) kept.set(key, found);
  return found;
}
