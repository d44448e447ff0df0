import type { AsyncGeneratorProvider, ChatRequest } from '@g4f/core';
import { isRoute, markRoute } from './route-state.ts';

/**
 * The same provider with more names for its models, so that members of a route answer to one name with a model of their own each. Its
 * id, flags and health stay what they are.
 *
 * @param aliases your name to the provider's id for the model; it wins over a name that the provider has
 * @example
 * const route = fallback([withAliases(openai, { smart: 'gpt-4o' }), withAliases(anthropic, { smart: 'claude-sonnet-4-5' })]);
 * const answer = await route.createAsync({ model: 'smart', messages });
 */
export function withAliases<P extends AsyncGeneratorProvider>(provider: P, aliases: { readonly [name: string]: string }): P {
  const named = new Map(Object.entries(aliases));
  const own = (request: ChatRequest): ChatRequest => {
    // A request of JavaScript may be anything yet; the provider says so.
    const id = named.get((request as Partial<ChatRequest> | undefined)?.model ?? '');
    return id === undefined ? request : { ...request, model: id };
  };
  const renamed = Object.freeze({
    ...provider,
    aliases: { ...provider.aliases, ...aliases },
    createAsyncGenerator: (request, init) => provider.createAsyncGenerator(own(request), init),
    createPartGenerator: (request, init) => provider.createPartGenerator(own(request), init),
    createAsync: (request, init) => provider.createAsync(own(request), init),
  } satisfies Partial<AsyncGeneratorProvider> & P);
  return isRoute(provider) ? markRoute(renamed) : renamed;
}
