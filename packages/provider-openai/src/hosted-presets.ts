import type { Preset } from './preset.ts';

const tools = { supportsTools: true } as const;
/** What a model of a service cannot do that others of it can. */
const textOnly = { supportsImages: false, supportsFiles: false } as const;
const plain = { supportsReasoning: false } as const;
const free = { supportsStructuredOutput: false } as const;

/**
 * Hosted services. The quirks are from the services' own documentation and clients, each as of its latest version:
 * OpenAI's reference, `groq-sdk`, `@mistralai/mistralai`, `together-ai`, `@cerebras/cerebras_cloud_sdk`, `@openrouter/ai-sdk-provider` and
 * Vercel's `@ai-sdk/*` packages.
 */
export const hostedPresets = {
  openai: {
    baseURL: 'https://api.openai.com/v1',
    baseURLVariable: 'OPENAI_BASE_URL',
    keyVariable: 'OPENAI_API_KEY',
    models: [
      { id: 'gpt-4.1-mini', contextWindow: 1_047_576 },
      { id: 'gpt-4.1', contextWindow: 1_047_576 },
      { id: 'gpt-4.1-nano', contextWindow: 1_047_576 },
      { id: 'gpt-4o', contextWindow: 128_000 },
      { id: 'gpt-4o-mini', contextWindow: 128_000 },
      'gpt-5.4',
      'gpt-5.4-mini',
      'gpt-5.4-nano',
      { id: 'gpt-3.5-turbo', contextWindow: 16_385, ...textOnly, ...free },
    ],
    // Reasoning is hidden on this wire.
    flags: { ...tools, supportsGpt35Turbo: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: false },
    // Its reasoning models refuse `max_tokens` and `stop`.
    dialect: { maxTokensField: 'max_completion_tokens', sendsStop: false },
    responses: 'relay',
  },
  openrouter: {
    baseURL: 'https://openrouter.ai/api/v1',
    keyVariable: 'OPENROUTER_API_KEY',
    models: ['openrouter/auto', 'openai/gpt-4.1-mini', 'anthropic/claude-sonnet-4.5', 'google/gemini-2.5-flash', { id: 'openai/gpt-3.5-turbo', contextWindow: 16_385, ...textOnly, ...free, ...plain }],
    aliases: { 'gpt-3.5-turbo': 'openai/gpt-3.5-turbo' },
    flags: { ...tools, supportsGpt35Turbo: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true },
    dialect: { takesFileURLs: true },
  },
  groq: {
    baseURL: 'https://api.groq.com/openai/v1',
    keyVariable: 'GROQ_API_KEY',
    models: [
      { id: 'llama-3.3-70b-versatile', contextWindow: 131_072, supportsImages: false, ...free, ...plain },
      { id: 'llama-3.1-8b-instant', contextWindow: 131_072, supportsImages: false, ...free, ...plain },
      { id: 'openai/gpt-oss-120b', contextWindow: 131_072, supportsImages: false },
      { id: 'openai/gpt-oss-20b', contextWindow: 131_072, supportsImages: false },
      { id: 'meta-llama/llama-4-scout-17b-16e-instruct', contextWindow: 131_072, ...plain },
    ],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: true },
    // Usage comes in `x_groq` unasked; `max_tokens` is deprecated; reasoning is `reasoning` in both directions.
    dialect: { maxTokensField: 'max_completion_tokens', sendsStreamOptions: false, reasoningField: 'reasoning' },
  },
  deepseek: {
    baseURL: 'https://api.deepseek.com/v1',
    keyVariable: 'DEEPSEEK_API_KEY',
    models: ['deepseek-v4-flash', 'deepseek-v4-pro'],
    // It has JSON, but holds it to no schema.
    flags: { ...tools, ...textOnly, ...free, supportsReasoning: true },
    // A turn of the assistant without the field is a 400 while thinking.
    dialect: { reasoningField: 'reasoning_content', wantsAllReasoning: true },
    settings: ['temperature', 'topP', 'maxTokens', 'reasoningEffort', 'toolChoice'],
  },
  mistral: {
    baseURL: 'https://api.mistral.ai/v1',
    keyVariable: 'MISTRAL_API_KEY',
    models: [
      { id: 'mistral-small-latest', ...plain },
      { id: 'mistral-medium-latest', ...plain },
      { id: 'mistral-large-latest', ...plain },
      { id: 'ministral-8b-latest', ...plain },
      'magistral-medium-latest',
    ],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: true },
    // It refuses fields that it does not know: `seed`, `stream_options` and a reasoning of turns among them.
    dialect: { seedField: 'random_seed', requiredToolChoice: 'any', sendsStreamOptions: false, toolCallIdLength: 9, reasoningField: false },
  },
  together: {
    baseURL: 'https://api.together.xyz/v1',
    keyVariable: 'TOGETHER_API_KEY',
    models: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'Qwen/Qwen2.5-7B-Instruct-Turbo'],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: true },
    dialect: { reasoningField: 'reasoning' },
  },
  fireworks: {
    baseURL: 'https://api.fireworks.ai/inference/v1',
    keyVariable: 'FIREWORKS_API_KEY',
    models: [
      { id: 'accounts/fireworks/models/llama-v3p3-70b-instruct', supportsImages: false, ...plain },
      'accounts/fireworks/models/kimi-k2p6',
      { id: 'accounts/fireworks/models/minimax-m2', supportsImages: false },
    ],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: true },
  },
  xai: {
    baseURL: 'https://api.x.ai/v1',
    keyVariable: 'XAI_API_KEY',
    models: [{ id: 'grok-4.3', contextWindow: 1_000_000 }, { id: 'grok-4.7', contextWindow: 500_000 }, { id: 'grok-4.20-0309-non-reasoning', ...plain }],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: true },
    // Its reasoning models refuse `stop`.
    dialect: { maxTokensField: 'max_completion_tokens', sendsStop: false },
  },
  cerebras: {
    baseURL: 'https://api.cerebras.ai/v1',
    keyVariable: 'CEREBRAS_API_KEY',
    models: ['gpt-oss-120b', { id: 'llama3.1-8b', ...plain }, 'zai-glm-4.6'],
    flags: { ...tools, ...textOnly, supportsStructuredOutput: true, supportsReasoning: true },
    dialect: { maxTokensField: 'max_completion_tokens', reasoningField: 'reasoning' },
  },
  'github-models': {
    baseURL: 'https://models.github.ai/inference',
    keyVariable: 'GITHUB_TOKEN',
    models: ['openai/gpt-4.1-mini', 'openai/gpt-4.1', 'openai/gpt-4o-mini'],
    flags: { ...tools, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true, supportsReasoning: false },
    modelsURL: 'https://models.github.ai/catalog/models',
  },
} as const satisfies { readonly [id: string]: Preset };
