import type { ModelInfo } from '@g4f/core';

/**
 * The models of Anthropic's API that are for everybody and not on their way out. Context windows are those of its own pages.
 *
 * @see https://platform.claude.com/docs/en/about-claude/models/overview
 */
export const models = [
  { id: 'claude-sonnet-5-5', contextWindow: 1_000_000 },
  { id: 'claude-opus-5-5', contextWindow: 1_000_000 },
  { id: 'claude-haiku-5-5', contextWindow: 1_000_000 },
  { id: 'claude-fable-5-1', contextWindow: 1_000_000 },
  { id: 'claude-opus-5', contextWindow: 1_000_000 },
  { id: 'claude-sonnet-5', contextWindow: 1_000_000 },
  { id: 'claude-opus-4-8', contextWindow: 1_000_000 },
  { id: 'claude-opus-4-7', contextWindow: 1_000_000 },
  { id: 'claude-opus-4-6', contextWindow: 1_000_000 },
  { id: 'claude-sonnet-4-6', contextWindow: 1_000_000 },
  { id: 'claude-opus-4-5', contextWindow: 200_000 },
  { id: 'claude-haiku-4-5', contextWindow: 200_000 },
] as const satisfies readonly ModelInfo[];
