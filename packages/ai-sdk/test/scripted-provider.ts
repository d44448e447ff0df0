import { defineProvider, settings, type AsyncGeneratorProvider, type AuthorInit, type AuthorRequest, type Chunk, type ProviderInfo } from '@g4f/core';

/** One call, as the provider's author got it. */
export interface ScriptedCall {
  readonly request: AuthorRequest;
  readonly init: AuthorInit;
}

/** A provider that can do everything, and gives what it is told to for each call in turn: an error is thrown where it stands. */
export interface ScriptedProvider {
  readonly provider: AsyncGeneratorProvider;
  /** Every call so far, oldest first. */
  readonly calls: readonly ScriptedCall[];
}

/** All that a provider can declare. */
export const everything = {
  working: true,
  supportsMessageHistory: true,
  supportsSystemMessage: true,
  supportsTools: true,
  supportsImages: true,
  supportsFiles: true,
  supportsStructuredOutput: true,
  supportsReasoning: true,
} as const;

/** Makes a {@link ScriptedProvider}. The last answer is given to all further calls. */
export function scripted(answers: readonly (readonly (Chunk | Error)[])[], info: Partial<ProviderInfo> = {}): ScriptedProvider {
  const calls: ScriptedCall[] = [];
  const provider = defineProvider(
    { ...everything, id: 'acme', url: 'https://acme.example', models: ['m-1'], ...info },
    async function* (request, init) {
      const chunks = answers[Math.min(calls.length, answers.length - 1)] ?? [];
      calls.push({ request, init });
      for (const chunk of chunks) {
        if (chunk instanceof Error) throw chunk;
        yield chunk;
        await Promise.resolve();
      }
    },
    { settings },
  );
  return { provider, calls };
}
