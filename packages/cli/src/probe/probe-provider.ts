import { flagOf, modelId, type AsyncGeneratorProvider, type Stage } from '@g4f/core';
import { askOnce, probe, probeTokens, type AskInit, type Health, type Reply } from '@g4f/registry/routes';
import { claims, type Claim } from './claims.ts';
import { failureOf } from './failure-of.ts';
import type { Finding, NotAsked, TriedFlag, Verdict } from './finding.ts';
import { withoutCode } from './why-not-asked.ts';

/** How providers are probed. */
export interface ProbeInit extends Omit<AskInit, 'onStage'> {
  /** The model to ask for. @default each provider's first */
  readonly model: string | undefined;
  /** Also tries each flag that is claimed. */
  readonly flags: boolean;
  /** Told what is observed. */
  readonly health: Health;
  /** Told what is being done: the stage of the question, or the flag that is tried. */
  readonly onStep: (step: Stage | Claim['flag']) => void;
}

/** Refusals: upstream, or the provider's own code, does not take the request. Anything else says nothing of a flag. */
const refusals: readonly string[] = ['invalid-request', 'unsupported', 'not-found', 'too-large'];

function verdictOf({ isShown }: Claim, reply: Reply): Verdict {
  if (reply.error !== undefined) return refusals.includes(reply.error.code) ? 'refused' : 'unclear';
  return isShown(reply) ? 'shown' : 'taken';
}

/** The model to try a flag with: the first that has it, if any has. */
function modelWith(provider: AsyncGeneratorProvider, { flag }: Claim, model: string | undefined): string | undefined {
  const models = model === undefined ? provider.models.map(modelId) : [model];
  return models.find((id) => flagOf(provider, id, flag) === true);
}

/**
 * Asks a provider one small question, and with `flags` one more for each flag that it claims and a request can show.
 *
 * @throws the reason of the signal, once that has fired
 */
export async function probeProvider(provider: AsyncGeneratorProvider, { model, flags, health, onStep, ...init }: ProbeInit): Promise<Finding | NotAsked> {
  const { model: asked, reply, isAsked } = await probe(provider, { ...init, model, health, onStage: onStep });
  const { firstContentMs, totalMs, finish, counted, error } = reply;
  if (error !== undefined && !isAsked) {
    const { message } = failureOf(error);
    return { provider: provider.id, reason: error.code === 'unauthorized' ? withoutCode(message) : message };
  }

  const tried: TriedFlag[] = [];
  for (const claim of flags && error === undefined ? claims : []) {
    const able = modelWith(provider, claim, model);
    if (able === undefined) continue;
    onStep(claim.flag);
    const shown = await askOnce(provider, { maxTokens: probeTokens, ...claim.request, model: able }, init);
    tried.push({ flag: claim.flag, model: able, observed: verdictOf(claim, shown), failure: shown.error && failureOf(shown.error) });
  }
  return {
    provider: provider.id,
    model: asked,
    responseModel: finish?.model,
    firstContentMs,
    totalMs,
    usage: counted?.usage,
    provenance: counted?.provenance ?? 'absent',
    failure: error && failureOf(error),
    flags: tried,
    healthy: health.isHealthy(provider.id, asked),
  };
}
