import type { ProviderModels } from '../model-facts.ts';

/** Models of groq, by its ids. Written by `pnpm models` from models.dev (MIT); not to be edited. */
export const groq: ProviderModels = {
  'allam-2-7b': { contextWindow: 4096 },
  'deepseek-r1-distill-llama-70b': { contextWindow: 131072, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2025-01-20', knowledge: '2024-07' },
  'gemma2-9b-it': { contextWindow: 8192, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-06-27', knowledge: '2024-06' },
  'llama-3.1-8b-instant': { contextWindow: 131072, outputLimit: 8192, price: { input: 0.05, output: 0.08 }, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-07-23', knowledge: '2023-12' },
  'llama-3.3-70b-versatile': { contextWindow: 131072, outputLimit: 32768, price: { input: 0.59, output: 0.79 }, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-12-06', knowledge: '2023-12' },
  'llama-guard-3-8b': { contextWindow: 8192, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsImages: false, supportsReasoning: false, released: '2024-07-23' },
  'llama3-70b-8192': { contextWindow: 8192, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-04-18', knowledge: '2023-03' },
  'llama3-8b-8192': { contextWindow: 8192, outputLimit: 8192, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2024-04-18', knowledge: '2023-03' },
  'meta-llama/llama-4-maverick-17b-128e-instruct': { contextWindow: 131072, outputLimit: 8192, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2025-04-05', knowledge: '2024-08' },
  'meta-llama/llama-4-scout-17b-16e-instruct': { contextWindow: 131072, outputLimit: 8192, inputs: ['text', 'image'], outputs: ['text'], supportsTools: true, supportsImages: true, supportsReasoning: false, released: '2025-04-05', knowledge: '2024-08' },
  'meta-llama/llama-guard-4-12b': { contextWindow: 131072, outputLimit: 128, inputs: ['text', 'image'], outputs: ['text'], supportsImages: true, supportsReasoning: false, released: '2025-04-05' },
  'meta-llama/llama-prompt-guard-2-22m': { contextWindow: 512, price: { input: 0.03, output: 0.03 } },
  'meta-llama/llama-prompt-guard-2-86m': { contextWindow: 512, price: { input: 0.04, output: 0.04 } },
  'mistral-saba-24b': { contextWindow: 32768, outputLimit: 32768, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2025-02-06', knowledge: '2024-08' },
  'moonshotai/kimi-k2-instruct': { contextWindow: 131072, outputLimit: 16384, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2025-07-14', knowledge: '2024-10' },
  'moonshotai/kimi-k2-instruct-0905': { contextWindow: 262144, outputLimit: 16384, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: false, released: '2025-09-05', knowledge: '2024-10' },
  'openai/gpt-oss-120b': { contextWindow: 131072, outputLimit: 32768, price: { input: 0.15, output: 0.6, cachedInput: 0.075 }, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2025-08-05' },
  'openai/gpt-oss-20b': { contextWindow: 131072, outputLimit: 32768, price: { input: 0.075, output: 0.3, cachedInput: 0.0375 }, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2025-08-05' },
  'openai/gpt-oss-safeguard-20b': { contextWindow: 131072, price: { input: 0.075, output: 0.3 } },
  'qwen-qwq-32b': { contextWindow: 131072, outputLimit: 16384, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2024-11-27', knowledge: '2024-09' },
  'qwen/qwen3-32b': { contextWindow: 131072, outputLimit: 16384, inputs: ['text'], outputs: ['text'], supportsTools: true, supportsImages: false, supportsReasoning: true, released: '2024-12-23', knowledge: '2024-11-08' },
  'qwen/qwen3.6-27b': { contextWindow: 131072, price: { input: 0.6, output: 3, cachedInput: 0.3 } },
  'qwen/qwen3.8-27b': { contextWindow: 131042, price: { input: 0.8, output: 4 } },
};
