import type { AsyncGeneratorProvider } from '@g4f/core';
import { askOllama } from './ask-ollama.ts';
import { baseURLOf } from './base-url.ts';
import { createEndpoint } from './endpoint.ts';
import { createPreset } from './create-preset.ts';
import type { Environment } from './environment.ts';
import { listModels } from './list-models.ts';
import { presets, type PresetId } from './presets.ts';
import type { Preset } from './preset.ts';

/** Milliseconds that a server of this machine has to say which models it has. */
const patience = 300;

/**
 * Asks a server of this machine whether it is there. The provider that comes back lists its live models with what the
 * server says of them, or is not `working`.
 */
export async function findLocal(id: PresetId, env: Environment): Promise<AsyncGeneratorProvider> {
  const preset: Preset = presets[id];
  const signal = AbortSignal.timeout(patience);
  const baseURL = baseURLOf(preset, env);
  try {
    const endpoint = createEndpoint({ id, baseURL, models: preset.models, apiKey: env[preset.keyVariable], isLocal: true });
    const deadlines = { connect: patience, firstByte: patience, idle: patience, total: patience };
    // At an address that somebody gave, anybody may be the owner.
    const owner = baseURL === preset.baseURL ? preset.owner : undefined;
    const init = { signal, deadlines, timeout: undefined, apiKey: undefined, apiKeys: {}, provider: id, proxy: undefined, dispatcher: undefined, redact: (text: string) => text };
    const models = await listModels(endpoint, init, owner);
    const [first, ...others] = id === 'ollama' ? await askOllama(models, endpoint, init) : models;
    if (first !== undefined) return createPreset(id, { env, models: [first, ...others] });
  } catch {
    // Nobody there, or nobody who speaks this wire.
  }
  return createPreset(id, { env, flags: { working: false } });
}
