import type * as NodeLlamaCpp from 'node-llama-cpp';
import { enginePackages } from './engine-packages.ts';
import { missingEngine } from './missing-engine.ts';
import type { EngineModule } from './obtain-engine.ts';
import type { SettledOptions } from './options.ts';

/**
 * Starts llama.cpp. Nothing is compiled, and nothing is logged but errors.
 *
 * @throws ProviderError `missing-dependency` if it has no binary for this machine
 */
export async function loadEngine(module: EngineModule, { gpu, threads }: Pick<SettledOptions, 'gpu' | 'threads'>): Promise<NodeLlamaCpp.Llama> {
  try {
    return await module.getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      gpu,
      // The engine's own default is four at least. Threads without a core of their own keep the others waiting: up to 200 times slower.
      maxThreads: threads,
      logLevel: module.LlamaLogLevel.error,
    });
  } catch (error) {
    throw missingEngine('it has no binary that starts here', enginePackages(), error);
  }
}
