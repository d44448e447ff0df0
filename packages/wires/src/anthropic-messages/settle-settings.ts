import type { AuthorRequest, WarningPart } from '@g4f/core';
import { modelTraits, type ModelTraits } from './model-traits.ts';
import type { AnthropicMessagesOptions, AnthropicThinking } from './options.ts';

/** Tokens to think with, for models that are told how many. The least that the wire takes is 1024. */
const budgets = { low: 2_048, medium: 8_192, high: 24_576 } as const;
const leastBudget = 1_024;

/** The settings of a request as the wire has them, and what it could not carry of them. */
export interface SettledSettings {
  readonly fields: {
    readonly max_tokens: number;
    readonly temperature?: number;
    readonly top_p?: number;
    readonly thinking?: AnthropicThinking;
    readonly effort?: AnthropicMessagesOptions['effort'];
    readonly tool_choice?: { readonly type: 'auto' | 'any' | 'none' } | { readonly type: 'tool'; readonly name: string };
  };
  readonly warnings: readonly WarningPart[];
}

type ToolChoice = NonNullable<SettledSettings['fields']['tool_choice']>;

/** The wire refuses a choice where there is nothing to choose from. */
function toolChoice({ tools = [], toolChoice: choice }: AuthorRequest): ToolChoice | undefined {
  if (choice === undefined || tools.length === 0) return undefined;
  if (typeof choice === 'object') return { type: 'tool', name: choice.name };
  return { type: choice === 'required' ? 'any' : choice };
}

/** What is thought with, where only `reasoningEffort` is asked for. Newer models keep their thoughts to themselves unless told. */
function thinkingFor(effort: keyof typeof budgets, { thinking }: ModelTraits, most: number): AnthropicThinking | undefined {
  if (thinking === 'adaptive') return { type: 'adaptive', display: 'summarized' };
  const budget = Math.min(budgets[effort], Math.floor(most / 2));
  return thinking === 'none' || budget < leastBudget ? undefined : { type: 'enabled', budget_tokens: budget };
}

/**
 * Settles what cannot stand together. Newer models take no sampling settings at all; with thinking, none does, nor a forced tool. A
 * forced tool wins over `reasoningEffort`, because the caller's code waits for that call; `reasoningEffort` wins over sampling.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/thinking
 */
export function settleSettings(request: AuthorRequest, options: AnthropicMessagesOptions): SettledSettings {
  const { model, maxTokens, temperature, topP, reasoningEffort } = request;
  const traits = modelTraits(model);
  const warnings: WarningPart[] = [];
  const warn = (setting: string, message: string): void => void warnings.push({ type: 'warning', setting, message });

  const most = maxTokens ?? traits.mostOutput;
  let choice = toolChoice(request);
  if (request.toolChoice !== undefined && request.toolChoice !== 'none' && choice === undefined) warn('toolChoice', 'there are no tools to choose from');
  const isForced = (): boolean => choice?.type === 'any' || choice?.type === 'tool';
  if (isForced() && !traits.takesForcedTools) {
    warn('toolChoice', `${model} decides itself whether it calls a tool: 'auto' was sent`);
    choice = { type: 'auto' };
  }

  let { thinking } = options;
  const effort = options.effort ?? (traits.takesEffort ? reasoningEffort : undefined);
  if (thinking === undefined && reasoningEffort !== undefined) {
    thinking = isForced() ? undefined : thinkingFor(reasoningEffort, traits, most);
    if (thinking === undefined && effort === undefined) {
      warn('reasoningEffort', isForced() ? 'a forced tool call leaves no room for thinking' : `${model} does not think within ${most} tokens`);
    }
  }

  const isThinking = thinking?.type === 'adaptive' || thinking?.type === 'enabled';
  const reason = isThinking ? 'has no effect while the model thinks' : `is not taken by ${model}`;
  const takesSampling = traits.takesSampling && !isThinking;
  if (temperature !== undefined && !takesSampling) warn('temperature', `temperature ${reason}`);
  if (temperature !== undefined && takesSampling && temperature > 1) warn('temperature', 'temperature goes up to 1 here: 1 was sent');
  const isEither = traits.isClaude && temperature !== undefined;
  if (topP !== undefined && (!takesSampling || isEither)) warn('topP', takesSampling ? 'topP is not taken beside temperature' : `topP ${reason}`);

  return {
    fields: {
      max_tokens: most,
      ...(temperature !== undefined && takesSampling && { temperature: Math.min(1, temperature) }),
      ...(topP !== undefined && takesSampling && !isEither && { top_p: topP }),
      ...(thinking !== undefined && { thinking }),
      ...(effort !== undefined && { effort }),
      ...(choice !== undefined && { tool_choice: choice }),
    },
    warnings,
  };
}
