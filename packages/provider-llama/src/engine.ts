import { ProviderError } from '@g4f/core';
import type { ChatWrapper, LlamaModel } from 'node-llama-cpp';
import { loaded, type Closable } from './close-llama.ts';
import { loadEngine } from './load-engine.ts';
import type { EngineModule } from './obtain-engine.ts';
import type { SettledOptions } from './options.ts';
import { createSequencePool, type SequencePool } from './sequence-pool.ts';

/** A model in memory. */
export interface LoadedModel {
  readonly model: LlamaModel;
  readonly wrapper: ChatWrapper;
  readonly pool: SequencePool;
  /** Tokens of prompt and answer together. */
  readonly contextSize: number;
}

interface Resident extends LoadedModel {
  readonly dispose: () => Promise<void>;
}

/** Holds one model in memory while it is used, and some time after. */
export interface Engine extends Closable {
  /** Every use must be given back by {@link Engine.release}, also one that failed. */
  readonly use: (path: string, module: EngineModule) => Promise<LoadedModel>;
  readonly release: () => void;
}

/** A file that is no model for this machine is as good as none. */
function brokenModel(path: string, cause: unknown): ProviderError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProviderError(`cannot load the model ${path}: ${reason} Name another one in G4F_LLAMA_MODEL, or delete it if it was downloaded`, {
    code: 'missing-dependency',
    provider: 'llama',
    cause,
  });
}

async function loadModel(path: string, module: EngineModule, options: SettledOptions): Promise<Resident> {
  const llama = await loadEngine(module, options);
  try {
    const model = await llama.loadModel({ modelPath: path });
    const contextSize = Math.min(options.contextSize, model.trainContextSize);
    return {
      model,
      contextSize,
      wrapper: module.resolveChatWrapper(model),
      pool: createSequencePool(model, { contextSize, threads: options.threads }),
      async dispose() {
        await model.dispose();
        await llama.dispose();
      },
    };
  } catch (error) {
    await llama.dispose();
    throw brokenModel(path, error);
  }
}

/** Makes an {@link Engine}. Nothing is loaded before the first use. */
export function createEngine(options: SettledOptions): Engine {
  let resident: Promise<Resident> | undefined;
  let freed: Promise<void> = Promise.resolve();
  let users = 0;
  let timer: NodeJS.Timeout | undefined;
  const closing: ((freed: Promise<void>) => void)[] = [];

  const free = (): Promise<void> => {
    clearTimeout(timer);
    loaded.delete(engine);
    if (resident !== undefined) freed = resident.then(({ dispose }) => dispose());
    resident = undefined;
    return freed;
  };
  const engine: Engine = {
    async use(path, module) {
      users++;
      clearTimeout(timer);
      loaded.add(engine);
      resident ??= freed.then(() => loadModel(path, module, options));
      const mine = resident;
      try {
        return await mine;
      } catch (error) {
        if (resident === mine) resident = undefined;
        throw error;
      }
    },
    release() {
      users--;
      if (users > 0) return;
      if (closing.length > 0) for (const resolve of closing.splice(0)) resolve(free());
      else timer = setTimeout(() => void free(), options.keepLoaded).unref();
    },
    close: () => (users === 0 ? free() : new Promise((resolve) => closing.push(resolve))),
  };
  return engine;
}
