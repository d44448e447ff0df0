import { modelId, type AsyncGeneratorProvider } from '@g4f/core';
import type { Health } from '../health/health.ts';
import { askOnce, type AskInit, type Reply } from './ask-once.ts';

/** How a provider is probed. */
export interface ProbeInit extends AskInit {
  /** The model to ask for. @default the provider's first */
  readonly model?: string | undefined;
  /** Told what is observed. */
  readonly health: Pick<Health, 'report'>;
}

/** What came of a probe. */
export interface Probed {
  /** The model that was asked for. */
  readonly model: string;
  readonly reply: Reply;
  /** `false`: nothing left this process, as a key or an engine is missing. Nothing was observed then. */
  readonly isAsked: boolean;
}

/** Enough for a model that thinks first, and an end for one that does not stop. */
export const probeTokens = 1_000;

/** No key, or no engine: nobody was asked, and nobody can be. */
const isUnconfigured = ({ error, hasLeft }: Reply): boolean => !hasLeft && (error?.code === 'unauthorized' || error?.code === 'missing-dependency');

/**
 * Asks a provider one small question, whatever was observed of it before, and tells `health` how that went.
 *
 * @throws the reason of the signal, once that has fired
 * @example
 * const { reply } = await probe(provider, { health, signal: AbortSignal.timeout(10_000), now: Date.now });
 * console.log(reply.error?.message ?? `answered after ${reply.firstContentMs} ms`);
 */
export async function probe(provider: AsyncGeneratorProvider, { model, health, ...init }: ProbeInit): Promise<Probed> {
  const asked = model ?? modelId(provider.models[0]);
  const reply = await askOnce(provider, { model: asked, messages: [{ role: 'user', content: 'Say the word ready, and nothing else.' }], maxTokens: probeTokens }, init);
  if (isUnconfigured(reply)) return { model: asked, reply, isAsked: false };
  const { firstContentMs, error } = reply;
  if (firstContentMs !== undefined) health.report(provider.id, asked, { type: 'content', ms: firstContentMs });
  health.report(provider.id, asked, error === undefined ? { type: 'success' } : { type: 'failure', code: error.code, message: error.message, retryAfter: error.retryAfter, isProbe: false });
  return { model: asked, reply, isAsked: true };
}
