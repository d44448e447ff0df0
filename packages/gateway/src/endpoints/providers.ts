import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import { isLocal } from '@g4f/registry';
import type { Endpoint, GatewayContext } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { json } from './json.ts';

/** All that is known of a provider: what it declares, what was observed, and what the catalogue says. Its methods are no JSON. */
function describe({ health, catalogue }: GatewayContext, provider: AsyncGeneratorProvider): object {
  const { id, url, models, aliases, contract, working = false, wires, listModels: _listModels, createAsync: _whole, createAsyncGenerator: _text, createPartGenerator: _parts, ...flags } = provider;
  const observed = health.list().filter((report) => report.provider === id);
  return {
    id,
    url,
    contract,
    working,
    local: isLocal(provider),
    flags,
    wires: Object.keys(wires ?? {}),
    aliases,
    models: models.map((model) => {
      const name = modelId(model);
      const { provider: _provider, model: _model, ...seen } = observed.find((report) => report.model === name) ?? {};
      return { ...(typeof model === 'object' ? model : { id: name }), facts: catalogue?.lookup(id, name), health: 'circuit' in seen ? seen : undefined };
    }),
    healthy: observed.length === 0 ? undefined : observed.some(({ circuit }) => circuit !== 'open'),
  };
}

/** `GET /v1/providers`: flags, models and health of everybody in the registry. */
export const listProviders: Endpoint = {
  method: 'GET',
  path: '/v1/providers',
  handle: (_call, context) => Promise.resolve(json({ object: 'list', data: context.registry().providers.map((provider) => describe(context, provider)) })),
};

/** `GET /v1/providers/{id}`. */
export const retrieveProvider: Endpoint = {
  method: 'GET',
  path: '/v1/providers/:id',
  handle({ parameters }, context) {
    const id = parameters['id'] ?? '';
    const provider = context.registry().get(id);
    if (provider === undefined) throw new GatewayError(`there is no provider ${JSON.stringify(id)}; GET /v1/providers lists them`, { status: 404 });
    return Promise.resolve(json(describe(context, provider)));
  },
};
