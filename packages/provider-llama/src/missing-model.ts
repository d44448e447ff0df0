import { ProviderError } from '@g4f/core';

/**
 * No model can be had: the error by which others know that it is their turn.
 *
 * @param path where the model would be found
 */
export function missingModel(reason: string, path: string, cause?: unknown): ProviderError {
  const cure = `set G4F_LLAMA_MODEL to a GGUF file or to its https: or hf: address, put the model at ${path}, or install pip or uv`;
  return new ProviderError(`no model is at hand: ${reason}. To cure it, ${cure}`, { code: 'missing-dependency', provider: 'llama', cause });
}
