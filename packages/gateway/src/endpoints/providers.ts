import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import { isLocal } from '@g4f/registry';
import type { HealthReport } from '@g4f/registry/routes';
import type { Caller } from '../access.ts';
import type { Endpoint, GatewayContext } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { json } from './json.ts';
import { maySee, maySeeModel } from './visible.ts';

/** What was observed of a provider, all its models together; apart from what it declares. */
interface Observed {
  /** `true`: a circuit is closed. `false`: all are open. `undefined`: nothing was observed yet, or it is about to be tried again. */
  readonly healthy: boolean | undefined;
  /** The newest, of any model. Redacted. */
  readonly lastError: (NonNullable<HealthReport['lastError']> & { readonly model: string }) | undefined;
  /** When something was last heard of it, milliseconds since 1970. */
  readonly checkedAt: number | undefined;
  readonly successes: number;
  readonly failures: number;
}

function observedOf(reports: readonly HealthReport[]): Observed {
  let lastError: Observed['lastError'];
  for (const report of reports) if (report.lastError !== undefined && report.lastError.at >= (lastError?.at ?? 0)) lastError = { ...report.lastError, model: report.model };
  const times = reports.flatMap(({ checkedAt }) => checkedAt ?? []);
  const sum = (field: 'successes' | 'failures'): number => reports.reduce((total, report) => total + report[field], 0);
  return {
    healthy: reports.some(({ circuit }) => circuit === 'closed') ? true : reports.length > 0 && reports.every(({ circuit }) => circuit === 'open') ? false : undefined,
    lastError,
    checkedAt: times.length === 0 ? undefined : Math.max(...times),
    successes: sum('successes'),
    failures: sum('failures'),
  };
}

/** All that is known of a provider: what it declares, what was observed, and what the catalogue says. Its methods are no JSON. */
function describe({ catalogue }: GatewayContext, provider: AsyncGeneratorProvider, caller: Caller, reports: readonly HealthReport[]): object {
  const { id, url, models, aliases, contract, working = false, wires, listModels, createAsync: _whole, createAsyncGenerator: _text, createPartGenerator: _parts, ...flags } = provider;
  const mayKnow = (model: string): boolean => maySeeModel(caller, provider, model);
  const seen = reports.filter((report) => report.provider === id && mayKnow(report.model));
  const observed = observedOf(seen);
  return {
    id,
    url,
    contract,
    working,
    local: isLocal(provider),
    flags,
    wires: Object.keys(wires ?? {}),
    listsModels: listModels !== undefined,
    aliases: aliases && Object.fromEntries(Object.entries(aliases).filter(([, model]) => mayKnow(model))),
    models: models.filter((model) => mayKnow(modelId(model))).map((model) => {
      const name = modelId(model);
      const { provider: _provider, model: _model, ...report } = seen.find((each) => each.model === name) ?? {};
      return { ...(typeof model === 'object' ? model : { id: name }), facts: catalogue?.lookup(id, name), health: 'circuit' in report ? report : undefined };
    }),
    healthy: observed.healthy,
    observed,
  };
}

/** `GET /v1/providers`: flags, models and health of everybody in the registry whom the caller may ask. */
export const listProviders: Endpoint = {
  method: 'GET',
  path: '/v1/providers',
  handle({ caller }, context) {
    const reports = context.health.list();
    return Promise.resolve(json({ object: 'list', data: context.registry().providers.filter((each) => maySee(caller, each)).map((each) => describe(context, each, caller, reports)) }));
  },
};

/** The provider of an address, if the caller may know of it; to others it is not there. */
export function providerOf({ registry }: GatewayContext, caller: Caller, id: string): AsyncGeneratorProvider {
  const provider = registry().get(id);
  if (provider === undefined || !maySee(caller, provider)) throw new GatewayError(`there is no provider ${JSON.stringify(id)}; GET /v1/providers lists them`, { status: 404 });
  return provider;
}

/** `GET /v1/providers/{id}`. */
export const retrieveProvider: Endpoint = {
  method: 'GET',
  path: '/v1/providers/:id',
  handle({ parameters, caller }, context) {
    const provider = providerOf(context, caller, parameters['id'] ?? '');
    return Promise.resolve(json(describe(context, provider, caller, context.health.list())));
  },
};
