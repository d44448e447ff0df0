import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { unkept } from '../test/unkept.ts';
import { fromLanguageModel } from './index.ts';

testProvider(
  ({ baseURL, key }) =>
    fromLanguageModel(createOpenAICompatible({ name: 'acme', baseURL, apiKey: key, includeUsage: true, supportsStructuredOutputs: true })('m-1'), {
      id: 'acme',
      flags: { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true },
      headers: (apiKey) => (apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      secrets: [key],
    }),
  wireScenario(speak(openaiChat), { path: '/v1' }),
  { skip: unkept },
);
