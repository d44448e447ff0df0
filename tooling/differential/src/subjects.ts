import { createAnthropic as theirAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAICompatible as theirCompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { AsyncGeneratorProvider, ProviderFlags } from '@g4f/core';
import { createAnthropic } from '@g4f/provider-anthropic';
import { createGemini } from '@g4f/provider-gemini';
import { createOpenAICompatible } from '@g4f/provider-openai';
import type { ChatWire } from '@g4f/wires';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { gemini } from '@g4f/wires/gemini';
import { openaiChat } from '@g4f/wires/openai-chat';

/** One wire: our provider and the AI SDK's model for it, both made for a server of this machine. */
export interface Subject {
  readonly wire: ChatWire;
  readonly model: string;
  readonly ours: (url: string) => AsyncGeneratorProvider;
  readonly theirs: (url: string) => LanguageModelV4;
}

const apiKey = 'a-key-of-nobody';
const flags: ProviderFlags = { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true };

/** The wires that both speak, by the names of ours. */
export const subjects = {
  'openai-chat': {
    wire: openaiChat,
    model: 'gpt-4.1',
    ours: (url) => createOpenAICompatible({ id: 'openai', baseURL: `${url}/v1`, models: ['gpt-4.1'], apiKey, flags }),
    theirs: (url) => theirCompatible({ name: 'openai', baseURL: `${url}/v1`, apiKey, includeUsage: true, supportsStructuredOutputs: true }).chatModel('gpt-4.1'),
  },
  'anthropic-messages': {
    wire: anthropicMessages,
    model: 'claude-sonnet-4-5',
    ours: (url) => createAnthropic({ baseURL: url, apiKey }),
    theirs: (url) => theirAnthropic({ baseURL: `${url}/v1`, apiKey })('claude-sonnet-4-5'),
  },
  gemini: {
    wire: gemini,
    model: 'gemini-2.5-flash',
    ours: (url) => createGemini({ baseURL: url, apiKey }),
    theirs: (url) => createGoogle({ baseURL: `${url}/v1beta`, apiKey })('gemini-2.5-flash'),
  },
} as const satisfies { readonly [wire: string]: Subject };

/** One of {@link subjects}. */
export type SubjectName = keyof typeof subjects;

/** The names of {@link subjects}. */
export const subjectNames: readonly SubjectName[] = ['openai-chat', 'anthropic-messages', 'gemini'];
