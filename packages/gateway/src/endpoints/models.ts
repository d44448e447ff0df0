import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import type { Caller } from '../access.ts';
import { allowsModel } from '../access/allows-model.ts';
import type { Endpoint, GatewayContext } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { json } from './json.ts';

/** One model, as OpenAI's clients read it. */
interface ListedModel {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
  readonly context_window?: number | undefined;
}

function listed({ catalogue }: GatewayContext, provider: AsyncGeneratorProvider, model: string, id: string): ListedModel {
  const own = provider.models.find((each) => modelId(each) === model);
  const facts = catalogue?.lookup(provider.id, model);
  const contextWindow = (typeof own === 'object' ? own.contextWindow : undefined) ?? facts?.contextWindow;
  const released = Date.parse(facts?.released ?? '');
  return {
    id,
    object: 'model',
    created: Number.isNaN(released) ? 0 : Math.floor(released / 1_000),
    owned_by: provider.id,
    ...(contextWindow !== undefined && { context_window: contextWindow }),
  };
}

/**
 * Every model of those who are declared to work: by the registry's own names, by its bare id, for whoever comes first of those who have
 * it, and as `provider/model`.
 */
function allModels(context: GatewayContext, caller: Caller): readonly ListedModel[] {
  const bare = new Map<string, ListedModel>();
  const named = new Map<string, ListedModel>();
  const add = (list: Map<string, ListedModel>, provider: AsyncGeneratorProvider, model: string, id: string): void => {
    if (!list.has(id) && allowsModel(caller, id)) list.set(id, listed(context, provider, model, id));
  };
  const registry = context.registry();
  for (const name of Object.keys(registry.aliases)) {
    const meant = registry.explain({ model: name }).find(({ chosen }) => chosen);
    if (meant?.model !== undefined) add(bare, meant.provider, meant.model, name);
  }
  for (const provider of registry) {
    if (provider.working !== true) continue;
    const names = [...provider.models.map((model) => [modelId(model), modelId(model)] as const), ...Object.entries(provider.aliases ?? {})];
    for (const [name, model] of names) {
      add(bare, provider, model, name);
      add(named, provider, model, `${provider.id}/${name}`);
    }
  }
  for (const id of bare.keys()) named.delete(id);
  return [...bare.values(), ...named.values()];
}

/** `GET /v1/models`: what can be asked for. */
export const listModels: Endpoint = {
  method: 'GET',
  path: '/v1/models',
  handle: ({ caller }, context) => Promise.resolve(json({ object: 'list', data: allModels(context, caller) })),
};

/** `GET /v1/models/{id}`, slashes in the id as they are. */
export const retrieveModel: Endpoint = {
  method: 'GET',
  path: '/v1/models/:id*',
  handle({ caller, parameters }, context) {
    const id = parameters['id'] ?? '';
    const model = allModels(context, caller).find((each) => each.id === id);
    if (model === undefined) throw new GatewayError(`there is no model ${JSON.stringify(id)}; GET /v1/models lists them`, { status: 404 });
    return Promise.resolve(json(model));
  },
};
