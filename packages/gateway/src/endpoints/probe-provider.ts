import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import { costOf, probe, type Attempt, type Probed } from '@g4f/registry/routes';
import type { Endpoint, EndpointCall, GatewayContext } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';
import { parseJson } from '../read-json.ts';
import { json } from './json.ts';
import { providerOf } from './providers.ts';

/** Milliseconds that a probe may take. */
const patience = 15_000;
/** Milliseconds between the beginnings of two probes of one provider. */
const every = 5_000;
/** Probes of one gateway under way at once. */
const mostAtOnce = 4;
const mostBody = 4_096;

/** The model that a body names: one that is listed, since each probe is remembered and costs money. */
async function modelOf({ request }: EndpointCall, { id, models, aliases = {} }: AsyncGeneratorProvider): Promise<string> {
  const bytes = await request.body(mostBody);
  const value = bytes.length === 0 ? {} : parseJson(bytes).value;
  const asked = typeof value === 'object' && value !== null && 'model' in value ? value.model : undefined;
  if (asked === undefined) return modelId(models[0]);
  const known = typeof asked === 'string' ? (Object.hasOwn(aliases, asked) ? aliases[asked] : asked) : undefined;
  if (known === undefined || !models.some((model) => modelId(model) === known)) throw new GatewayError(`model must be one that ${id} lists; GET /v1/providers/${id} says which`, { status: 400 });
  return known;
}

/** The entry of the ledger: a probe costs what any question does. */
function attemptOf({ id }: AsyncGeneratorProvider, { model, reply }: Probed, startedAt: number, { catalogue }: GatewayContext): Attempt {
  const { error, finish, counted, firstContentMs, totalMs } = reply;
  const price = catalogue?.lookup(id, model)?.price;
  return {
    path: ['probe'],
    call: 1,
    attempt: 1,
    provider: id,
    isRoute: false,
    model,
    responseModel: finish?.model,
    outcome: error === undefined ? 'won' : 'failed',
    reason: error?.message ?? 'it answered a probe',
    error: error && { code: error.code, message: error.message, status: error.status, retryAfter: error.retryAfter },
    finishReason: finish?.reason,
    startedAt,
    firstContentMs,
    totalMs,
    usage: counted?.usage,
    provenance: counted?.provenance ?? 'absent',
    cost: counted === undefined || price === undefined ? undefined : costOf(counted.usage, price),
  };
}

/** The probes of one gateway. */
interface Probes {
  /** When each provider was probed last. */
  readonly begun: Map<string, number>;
  underWay: number;
}

const probesOf = new WeakMap<GatewayContext, Probes>();

/** @throws GatewayError 429 for one too many */
function admit(context: GatewayContext, provider: string, now: number): Probes {
  const probes = probesOf.get(context) ?? { begun: new Map<string, number>(), underWay: 0 };
  probesOf.set(context, probes);
  const wait = (probes.begun.get(provider) ?? -Infinity) + every - now;
  if (wait > 0) throw new GatewayError(`${provider} was probed a moment ago; ask again in ${Math.ceil(wait / 1_000)} s`, { status: 429, retryAfter: wait });
  if (probes.underWay >= mostAtOnce) throw new GatewayError(`${probes.underWay} probes are under way, which is the most; ask again in a second`, { status: 429, retryAfter: 1_000 });
  probes.begun.set(provider, now);
  return probes;
}

/** What a probe found, for the client. */
function found({ id }: AsyncGeneratorProvider, { model, reply, isAsked }: Probed, { health }: GatewayContext): object {
  const { error, firstContentMs, totalMs, finish, counted } = reply;
  return {
    object: 'probe',
    provider: id,
    model,
    responseModel: finish?.model,
    asked: isAsked,
    answered: error === undefined,
    firstContentMs,
    totalMs,
    usage: counted?.usage,
    error: error && { code: error.code, message: error.message, status: error.status },
    health: health.inspect(id, model),
  };
}

/**
 * `POST /v1/providers/{id}/probe`: asks a provider one small question now, whatever its circuit says, and has health know how it went.
 * For admins: it costs money and moves breakers.
 */
export const probeProvider: Endpoint = {
  method: 'POST',
  path: '/v1/providers/:id/probe',
  async handle(call, context) {
    const { caller, parameters, request } = call;
    const provider = providerOf(context, caller, parameters['id'] ?? '');
    if (!caller.isAdmin) throw new GatewayError('a probe costs money: it is for keys with isAdmin', { status: 403 });
    const model = await modelOf(call, provider);
    const startedAt = context.now();
    const probes = admit(context, provider.id, startedAt);
    probes.underWay++;
    try {
      const probed = await probe(provider, { model, health: context.health, timeout: patience, signal: request.signal, now: context.now });
      if (probed.isAsked) context.onAttempt(attemptOf(provider, probed, startedAt, context), caller);
      return json(found(provider, probed, context));
    } finally {
      probes.underWay--;
    }
  },
};
