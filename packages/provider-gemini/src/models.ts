import type { ModelInfo } from '@g4f/core';

/**
 * The models of the Gemini API that are for everybody, write text, and are not on their way out. Context windows are the input limits of
 * its own pages; up to `gemini-4-argon`, which shares its window, 65 536 tokens of output are counted apart.
 *
 * @see https://ai.google.dev/gemini-api/docs/models
 * @see https://ai.google.dev/gemini-api/docs/deprecations
 */
export const models = [
  { id: 'gemini-3.8-flash', contextWindow: 1_048_576 },
  { id: 'gemini-4-argon', contextWindow: 1_048_576 },
  { id: 'gemini-3.1-pro-preview', contextWindow: 1_048_576 },
  { id: 'gemini-3.7-flash', contextWindow: 1_048_576 },
  { id: 'gemini-3.6-flash', contextWindow: 1_048_576 },
  { id: 'gemini-3.5-flash', contextWindow: 1_048_576 },
  { id: 'gemini-3.5-flash-lite', contextWindow: 1_048_576 },
  { id: 'gemini-3.1-flash-lite', contextWindow: 1_048_576 },
  { id: 'gemini-2.5-flash-lite', contextWindow: 1_048_576 },
] as const satisfies readonly ModelInfo[];
