import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { argumentsOf, emptyDraft, type Draft, type Outcome } from './outcome.ts';

function add(part: LanguageModelV4StreamPart, draft: Draft): void {
  if (part.type === 'text-delta') draft.text += part.delta;
  if (part.type === 'reasoning-delta') draft.reasoning += part.delta;
  if (part.type === 'tool-call') {
    if (part.providerExecuted === true) draft.serverCalls = [...draft.serverCalls, part.toolName];
    else draft.calls = [...draft.calls, { id: part.toolCallId, name: part.toolName, arguments: argumentsOf(part.input) }];
  }
  if (part.type === 'source' && part.sourceType === 'url') draft.sources = [...draft.sources, part.url];
  if (part.type === 'finish') {
    const { inputTokens: input, outputTokens: output } = part.usage;
    const counts = { inputTokens: input.total, outputTokens: output.total, cachedInputTokens: input.cacheRead, cacheWriteTokens: input.cacheWrite, reasoningTokens: output.reasoning };
    Object.assign(draft, counts, { ending: draft.ending === 'error' ? 'error' : part.finishReason.unified });
  }
  if (part.type === 'error') draft.ending = 'error';
}

/** What a model of the AI SDK makes of an answer. */
export async function askTheirs(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<Outcome> {
  const draft = emptyDraft();
  try {
    const { stream } = await model.doStream(options);
    for await (const part of stream) add(part, draft);
    return draft;
  } catch {
    return { ...draft, ending: 'error' };
  }
}
