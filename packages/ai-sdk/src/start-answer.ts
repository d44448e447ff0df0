import type { LanguageModelV3CallOptions, LanguageModelV3StreamPart } from '@ai-sdk/provider';
import { isContent, type AsyncGeneratorProvider, type ChatRequest, type Part, type RunInit, type WarningPart } from '@g4f/core';
import { parseCall } from './parse-call.ts';
import { createPartEncoder, encodeWarning, type PartEncoder } from './part-encoder.ts';
import { toSdkError } from './to-sdk-error.ts';

/** Chooses whom to ask. */
export type Choose = (request: Omit<ChatRequest, 'model'>) => { readonly provider: AsyncGeneratorProvider; readonly model: string };

/** An answer of which the first content has come. */
export interface StartedAnswer {
  readonly provider: AsyncGeneratorProvider;
  readonly encoder: PartEncoder;
  /** What came up to the first content, in the SDK's words. */
  readonly first: readonly LanguageModelV3StreamPart[];
  /** What is left. */
  readonly parts: AsyncGenerator<Part, void, undefined>;
}

/**
 * Asks, and waits for the first content: what fails before it, the SDK may ask for again.
 *
 * @throws APICallError for every failure but the caller's abort, whose reason comes out untouched
 */
export async function startAnswer(options: LanguageModelV3CallOptions, choose: Choose, runInit: RunInit): Promise<StartedAnswer> {
  let provider: AsyncGeneratorProvider | undefined;
  try {
    const { request, init, warnings } = parseCall(options);
    const chosen = choose(request);
    provider = chosen.provider;
    const parts = provider.createPartGenerator({ ...request, model: chosen.model }, { ...runInit, ...init });
    const held: Part[] = [];
    for (let result = await parts.next(); result.done !== true; result = await parts.next()) {
      held.push(result.value);
      if (isContent(result.value)) break;
    }
    const isWarning = (part: Part): part is WarningPart => part.type === 'warning';
    const encoder = createPartEncoder({ provider: provider.id });
    const encoded = held.filter((part) => !isWarning(part)).flatMap((part) => encoder.push(part));
    return { provider, encoder, parts, first: [{ type: 'stream-start', warnings: [...warnings, ...held.filter(isWarning).map(encodeWarning)] }, ...encoded] };
  } catch (error) {
    throw toSdkError(error, provider?.url);
  }
}
