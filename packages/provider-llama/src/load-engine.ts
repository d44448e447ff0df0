import { ProviderError } from '@g4f/core';
import type * as NodeLlamaCpp from 'node-llama-cpp';
import type { SettledOptions } from './options.ts';

/** The module of the engine. */
export type EngineModule = typeof NodeLlamaCpp;

const install = 'npm install node-llama-cpp';

/** The engine is not installed, or has no binary for this machine. */
function missingEngine(cause: unknown): ProviderError {
  return new ProviderError(`the engine node-llama-cpp is not installed for this machine; run: ${install}`, {
    code: 'missing-dependency',
    provider: 'llama',
    cause,
  });
}

/**
 * Starts llama.cpp. Nothing is compiled, and nothing is logged but errors.
 *
 * @throws ProviderError `missing-dependency` if it is not installed or has no binary for this machine
 */
export async function loadEngine(
  { gpu, threads }: Pick<SettledOptions, 'gpu' | 'threads'>,
  load: () => Promise<EngineModule> = () => import('node-llama-cpp'),
): Promise<{ readonly module: EngineModule; readonly llama: NodeLlamaCpp.Llama }> {
  try {
    const module = await load();
    const llama = await module.getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      gpu,
      // The engine's own default is four at least. Threads without a core of their own keep the others waiting: up to 200 times slower.
      maxThreads: threads,
      logLevel: module.LlamaLogLevel.error,
    });
    return { module, llama };
  } catch (error) {
    throw missingEngine(error);
  }
}
