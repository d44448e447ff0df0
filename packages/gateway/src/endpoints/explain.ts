import { needsOf } from '@g4f/core';
import { isLocal, requirementsOf } from '@g4f/registry';
import { allowsModel } from '../access/allows-model.ts';
import type { Endpoint, EndpointCall, GatewayContext } from '../endpoint.ts';
import type { GatewayAnswer } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { readJson } from '../read-json.ts';
import { fieldsOf, queryOf } from './explain-query.ts';
import { json } from './json.ts';
import { maySee } from './visible.ts';

/** Who would answer a query, and why nobody else: of those whom the caller may ask. */
function explain({ caller }: EndpointCall, { registry, health }: GatewayContext, fields: { readonly [field: string]: unknown }): GatewayAnswer {
  const all = registry();
  const { query, model: asked } = queryOf(fields, all);
  if (!allowsModel(caller, asked)) throw new GatewayError(asked === undefined ? 'this key may ask for some models alone: name one of them' : 'this key may not ask for this model', { status: 403 });
  const candidates = all
    .explain(query)
    .filter(({ provider, reasons }) => maySee(caller, provider) || reasons.every(({ code }) => code !== 'model' && code !== 'provider'))
    .map(({ provider, model, replaces, chosen, reasons }) => ({
      provider: provider.id,
      model,
      replaces,
      chosen,
      matches: reasons.every(({ code }) => code === 'order'),
      reasons,
      working: provider.working ?? false,
      local: isLocal(provider),
      healthy: model === undefined ? undefined : health.isHealthy(provider.id, model),
    }));
  const first = candidates.find(({ matches }) => matches);
  const request = query.for;
  return json({
    object: 'explanation',
    chosen: first === undefined ? null : { provider: first.provider, model: first.model },
    needs: request === undefined ? [] : needsOf(request),
    inputTokens: request === undefined ? undefined : Math.ceil(requirementsOf(request).inputTokens),
    candidates,
  });
}

/** `GET /v1/explain?model=gpt-4o&supportsTools=true`. */
export const explainGet: Endpoint = {
  method: 'GET',
  path: '/v1/explain',
  handle: (call, context) => Promise.resolve().then(() => explain(call, context, fieldsOf(call.request.query))),
};

/** `POST /v1/explain`: a query as JSON. `request` is the body of a chat completion, whose needs count too. */
export const explainPost: Endpoint = {
  method: 'POST',
  path: '/v1/explain',
  async handle(call, context) {
    const { value } = await readJson(call.request, context.maxBody);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new GatewayError('the body must be a JSON object', { status: 400 });
    return explain(call, context, value as { readonly [field: string]: unknown });
  },
};
