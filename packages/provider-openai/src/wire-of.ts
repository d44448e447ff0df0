import { settings as allSettings, type AuthorInit, type AuthorRequest, type Part, type Setting } from '@g4f/core';
import type { WireDecoder } from '@g4f/wires';
import { createOpenaiChatDecoder, decodeOpenaiChatAnswer, encodeOpenaiChat } from '@g4f/wires/openai-chat';
import { createOpenaiResponsesDecoder, decodeOpenaiResponsesAnswer, encodeOpenaiResponses } from '@g4f/wires/openai-responses';
import type { Endpoint } from './endpoint.ts';
import type { OpenAICompatibleOptions } from './options.ts';

/** What a service is asked on: where the two wires differ. */
export interface ServiceWire {
  readonly address: string;
  readonly settings: readonly Setting[];
  readonly encode: (request: AuthorRequest, init: AuthorInit) => object;
  readonly createDecoder: (init: AuthorInit) => WireDecoder;
  readonly decodeAnswer: (answer: unknown, init: AuthorInit) => readonly Part[];
}

/** The wire of a service: Chat Completions, unless it is asked by Responses alone. */
export function wireOf({ responses, dialect, settings = allSettings }: Pick<OpenAICompatibleOptions, 'responses' | 'dialect' | 'settings'>, endpoint: Endpoint): ServiceWire {
  if (responses === 'always') {
    return {
      address: endpoint.responses,
      // The wire has no seed.
      settings: settings.filter((setting) => setting !== 'seed'),
      encode: encodeOpenaiResponses,
      createDecoder: createOpenaiResponsesDecoder,
      decodeAnswer: decodeOpenaiResponsesAnswer,
    };
  }
  return {
    address: endpoint.chat,
    settings,
    encode: (request, init) => encodeOpenaiChat(request, init, dialect),
    createDecoder: createOpenaiChatDecoder,
    decodeAnswer: decodeOpenaiChatAnswer,
  };
}
