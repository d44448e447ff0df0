import { createModelCatalogue, type ModelCatalogue } from './create-model-catalogue.ts';
import * as models from './index.ts';

/** What is known of each provider's models, by the provider's id. */
export const allModels = {
  anthropic: models.anthropic,
  cerebras: models.cerebras,
  deepseek: models.deepseek,
  fireworks: models.fireworks,
  gemini: models.gemini,
  'github-models': models.githubModels,
  groq: models.groq,
  llama: models.runsHere,
  'llama-cpp': models.runsHere,
  lmstudio: models.runsHere,
  mistral: models.mistral,
  ollama: models.runsHere,
  openai: models.openai,
  openrouter: models.openrouter,
  together: models.together,
  xai: models.xai,
} as const;

/**
 * Everything in one catalogue: some 9 kB compressed. Import single providers from `@g4f/models` where size counts.
 *
 * @example
 * const registry = createRegistry(providers, { catalogue });
 */
export const catalogue: ModelCatalogue = createModelCatalogue(allModels);
