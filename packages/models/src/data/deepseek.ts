import type { ProviderModels } from '../model-facts.ts';

/** Models of deepseek, by its ids. Written by `pnpm models` from models.dev (MIT); not to be edited. */
export const deepseek: ProviderModels = {
  'deepseek-chat': { contextWindow: 128000, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-12-26', knowledge: '2024-07' },
  'deepseek-flash': { contextWindow: 1000000, price: { input: 0.15, output: 0.6, cachedInput: 0.003 } },
  'deepseek-reasoner': { contextWindow: 128000, outputLimit: 128000, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2025-01-20', knowledge: '2024-07' },
  'deepseek-v4-flash': { contextWindow: 1000000, price: { input: 0.15, output: 0.6, cachedInput: 0.003 } },
  'deepseek-v4-flash-vision-exp': { contextWindow: 1000000, price: { input: 0.15, output: 0.6, cachedInput: 0.003 } },
  'deepseek-v4-pro': { contextWindow: 1000000, price: { input: 0.435, output: 0.87, cachedInput: 0.003625 } },
};
