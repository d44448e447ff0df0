import type { ProviderModels } from '../model-facts.ts';

/** Models of anthropic, by its ids. Written by `pnpm models` from models.dev (MIT); not to be edited. */
export const anthropic: ProviderModels = {
  'claude-3-5-haiku-20241022': { contextWindow: 200000, outputLimit: 8192, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-10-22', knowledge: '2024-07-31' },
  'claude-3-5-sonnet-20240620': { contextWindow: 200000, outputLimit: 8192, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-06-20', knowledge: '2024-04-30' },
  'claude-3-5-sonnet-20241022': { contextWindow: 200000, outputLimit: 8192, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-10-22', knowledge: '2024-04-30' },
  'claude-3-7-sonnet-20250219': { contextWindow: 200000, outputLimit: 64000, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: true, released: '2025-02-19', knowledge: '2024-10-31' },
  'claude-3-haiku-20240307': { contextWindow: 200000, outputLimit: 4096, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-03-13', knowledge: '2023-08-31' },
  'claude-3-opus-20240229': { contextWindow: 200000, outputLimit: 4096, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-02-29', knowledge: '2023-08-31' },
  'claude-3-sonnet-20240229': { contextWindow: 200000, outputLimit: 4096, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2024-03-04', knowledge: '2023-08-31' },
  'claude-fable-5': { contextWindow: 1000000, price: { input: 10, output: 50, cachedInput: 1, cacheWrite: 12.5 } },
  'claude-fable-5-1': { contextWindow: 1000000, price: { input: 10, output: 50, cachedInput: 0.25, cacheWrite: 12.5 } },
  'claude-haiku-4-5': { contextWindow: 200000, price: { input: 1, output: 5, cachedInput: 0.1, cacheWrite: 1.25 } },
  'claude-haiku-4-5-20251001': { contextWindow: 200000, price: { input: 1, output: 5, cachedInput: 0.1, cacheWrite: 1.25 } },
  'claude-opus-4-1-20250805': { contextWindow: 200000, outputLimit: 32000, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: true, released: '2025-08-05', knowledge: '2025-03-31' },
  'claude-opus-4-20250514': { contextWindow: 200000, outputLimit: 32000, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: true, released: '2025-05-22', knowledge: '2025-03-31' },
  'claude-opus-4-5': { contextWindow: 200000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-opus-4-5-20251101': { contextWindow: 200000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-opus-4-6': { contextWindow: 1000000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-opus-4-7': { contextWindow: 1000000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-opus-4-8': { contextWindow: 1000000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-opus-5': { contextWindow: 1000000, price: { input: 5, output: 25, cachedInput: 0.5, cacheWrite: 6.25 } },
  'claude-sonnet-4-20250514': { contextWindow: 200000, outputLimit: 64000, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: true, released: '2025-05-22', knowledge: '2025-03-31' },
  'claude-sonnet-4-5': { contextWindow: 1000000, price: { input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75 } },
  'claude-sonnet-4-5-20250929': { contextWindow: 1000000, price: { input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75 } },
  'claude-sonnet-4-6': { contextWindow: 1000000, price: { input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75 } },
  'claude-sonnet-5': { contextWindow: 1000000, price: { input: 2, output: 10, cachedInput: 0.2, cacheWrite: 2.5 } },
};
