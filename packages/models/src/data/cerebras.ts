import type { ProviderModels } from '../model-facts.ts';

/** Models of cerebras, by its ids. Written by `pnpm models` from models.dev (MIT); not to be edited. */
export const cerebras: ProviderModels = {
  'gpt-oss-120b': { contextWindow: 131072, outputLimit: 32768, price: { input: 0.35, output: 0.75 }, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2025-08-05' },
  'qwen-3-235b-a22b-instruct-2507': { contextWindow: 131000, outputLimit: 32000, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2025-07-22', knowledge: '2025-04' },
  'qwen-3-coder-480b': { contextWindow: 131000, outputLimit: 32000, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2025-07-23', knowledge: '2025-04' },
  'qwen-3.8-27b': { contextWindow: 65536, price: { input: 0.99, output: 1.49 } },
};
