import type { Part } from '@g4f/core';
import { defineProvider, type AsyncGeneratorProvider, type ChatRequest } from '@g4f/core';

/** What a scripted provider says, and what it was asked. */
export interface Scripted {
  readonly provider: AsyncGeneratorProvider;
  readonly asked: ChatRequest[];
}

/** A provider without a network that can do everything and says this, whatever it is asked. */
export function scripted(id: string, parts: readonly (string | Part)[] | (() => AsyncIterable<string | Part>)): Scripted {
  const asked: ChatRequest[] = [];
  const provider = defineProvider(
    {
      id,
      url: `https://${id}.example`,
      models: ['small', 'vendor/large'],
      aliases: { tiny: 'small' },
      working: true,
      supportsMessageHistory: true,
      supportsSystemMessage: true,
      supportsTools: true,
      supportsImages: true,
      supportsFiles: true,
      supportsStructuredOutput: true,
      supportsReasoning: true,
    },
    async function* (request) {
      asked.push(request);
      yield* typeof parts === 'function' ? parts() : parts;
    },
    { settings: ['temperature', 'topP', 'maxTokens', 'seed', 'reasoningEffort', 'toolChoice'] },
  );
  return { provider, asked };
}

/** What a model says that wants to know the weather. */
export const asksForWeather: readonly (string | Part)[] = [
  { type: 'reasoning', text: 'Let me look.' },
  { type: 'tool-call-delta', id: 'call_1', name: 'weather', arguments: '{"city":' },
  { type: 'tool-call-delta', id: 'call_1', arguments: '"Bern"}' },
  { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' },
  { type: 'usage', usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 3, reasoningTokens: 2 }, provenance: 'reported' },
];
