import { defineProvider } from '@g4f/core';
import { createEngine } from './engine.ts';
import { modelName } from './locate-model.ts';
import { smolLM2 } from './model-source.ts';
import { obtainEngine } from './obtain-engine.ts';
import { obtainModel } from './obtain-model.ts';
import { settleOptions, type LlamaOptions } from './options.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * A small language model in this process: no key, no service. The first call downloads the model, about 100 MB, and the engine
 * if the app has none, about 20 MB, once; that is under no deadline. Fails as `missing-dependency` where no model or no engine can be had.
 *
 * @example
 * const mine = createLlama({ model: 'hf:bartowski/SmolLM2-360M-Instruct-GGUF/SmolLM2-360M-Instruct-Q4_K_M.gguf' });
 * for await (const chunk of mine.createAsyncGenerator({ messages: [{ role: 'user', content: 'Hi' }] })) process.stdout.write(chunk);
 */
export const createLlama = (options: LlamaOptions = {}) => {
  const settled = settleOptions(options);
  const engine = createEngine(settled);
  return defineProvider(
    {
      id: 'llama',
      url: 'https://node-llama-cpp.withcat.ai',
      models: [modelName(settled.model, smolLM2)],
      working: true,
      local: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
    },
    async function* (request, { signal, proxy, dispatcher, touch }) {
      touch('preparing');
      const run = { signal, proxy, dispatcher };
      const module = await obtainEngine(settled, run);
      const path = await obtainModel(settled, run);
      try {
        yield* writeAnswer(await engine.use(path, module), request, { signal, touch });
      } finally {
        engine.release();
      }
    },
    { settings: ['temperature', 'topP', 'maxTokens', 'seed'] },
  );
};

/** The default: everything as in {@link LlamaOptions}. */
export const llama = createLlama();
