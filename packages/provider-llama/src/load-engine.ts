import { availableParallelism } from 'node:os';
import { ProviderError } from '@g4f/core';
import type * as NodeLlamaCpp from 'node-llama-cpp';

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
  gpu: 'auto' | 'metal' | 'cuda' | 'vulkan' | false,
  load: () => Promise<EngineModule> = () => import('node-llama-cpp'),
): Promise<{ readonly module: EngineModule; readonly llama: NodeLlamaCpp.Llama; readonly threads: number }> {
  try {
    const module = await load();
    const llama = await module.getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      gpu,
      logLevel: module.LlamaLogLevel.error,
    });
    // The engine's own default is four threads at least. More threads than cores wait for each other: 200 times slower on a busy machine.
    const threads = Math.max(1, Math.min(llama.cpuMathCores, availableParallelism()));
    llama.maxThreads = threads;
    return { module, llama, threads };
  } catch (error) {
    throw missingEngine(error);
  }
}
