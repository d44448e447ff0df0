import { modelId, type ExtraInit, type Model } from '@g4f/core';
import { StreamSession } from '@g4f/requests';
import type { Endpoint } from './endpoint.ts';

/** What Ollama calls that for which we have a flag. */
const capabilities = { vision: 'supportsImages', tools: 'supportsTools', thinking: 'supportsReasoning' } as const;

async function show(session: StreamSession, address: string, model: string): Promise<readonly Model[]> {
  try {
    const response = await session.post(address, { json: { model } });
    await response.raiseForStatus();
    const { capabilities: said } = (await response.json()) as { readonly capabilities?: unknown };
    if (!Array.isArray(said)) return [model];
    if (!said.includes('completion')) return [];
    return [{ id: model, ...Object.fromEntries(Object.entries(capabilities).map(([word, flag]) => [flag, said.includes(word)])) }];
  } catch {
    // Older, or too slow: what it can do stays undeclared.
    return [model];
  }
}

/**
 * What Ollama says of each of its models: the list that it has for this wire holds names alone.
 *
 * @see https://docs.ollama.com/api/show
 */
export async function askOllama(models: readonly Model[], endpoint: Endpoint, init: ExtraInit): Promise<readonly Model[]> {
  await using session = new StreamSession(endpoint.session(init));
  // Its own interface is beside `/v1`.
  const address = new URL('../../api/show', endpoint.chat).href;
  return (await Promise.all(models.map((model) => show(session, address, modelId(model))))).flat();
}
