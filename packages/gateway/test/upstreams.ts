import type { AsyncGeneratorProvider } from '@g4f/core';
import { createAnthropic } from '@g4f/provider-anthropic';
import { createGemini } from '@g4f/provider-gemini';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { listenWire, speak, type Act, type Upstream } from '@g4f/testkit/servers';
import type { ChatWire } from '@g4f/wires';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { gemini } from '@g4f/wires/gemini';
import { openaiChat } from '@g4f/wires/openai-chat';
import { openaiResponses } from '@g4f/wires/openai-responses';

/** An upstream of one wire, and how a provider and a client speak to it. */
export interface Kind {
  readonly wire: ChatWire;
  readonly provide: (url: string) => AsyncGeneratorProvider;
  /** The path of a request at the gateway. */
  readonly path: (isStream: boolean) => string;
}

const models = ['small'] as const;
const flags = { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true };

/** Every chat wire that the gateway answers and providers speak. */
export const kinds: { readonly openai: Kind; readonly responses: Kind; readonly anthropic: Kind; readonly gemini: Kind } = {
  openai: {
    wire: openaiChat,
    provide: (url) => createOpenAICompatible({ id: 'openai', baseURL: `${url}/v1`, apiKey: 'secret-key-of-openai', models, flags }),
    path: () => '/v1/chat/completions',
  },
  responses: {
    wire: openaiResponses,
    provide: (url) => createOpenAICompatible({ id: 'responses', baseURL: `${url}/v1`, apiKey: 'secret-key-of-responses', models, flags, responses: 'always' }),
    path: () => '/v1/responses',
  },
  anthropic: {
    wire: anthropicMessages,
    provide: (url) => createAnthropic({ baseURL: url, apiKey: 'secret-key-of-anthropic', models }),
    path: () => '/v1/messages',
  },
  gemini: {
    wire: gemini,
    provide: (url) => createGemini({ baseURL: url, apiKey: 'secret-key-of-gemini', models }),
    path: (isStream) => `/v1beta/models/small:${isStream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
  },
};

/** Starts an upstream of a kind that plays `act`. */
export function listenKind({ wire }: Kind, act: Act): Promise<Upstream> {
  return listenWire(speak(wire), act);
}
