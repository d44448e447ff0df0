import { createAnthropic } from '@ai-sdk/anthropic';
import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { unkept } from '../test/unkept.ts';
import { fromLanguageModel } from './index.ts';

testProvider(
  ({ baseURL, key }) =>
    fromLanguageModel(createAnthropic({ baseURL, apiKey: key })('claude-opus-4-1'), {
      id: 'acme',
      flags: { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true },
      headers: (apiKey) => (apiKey === undefined ? {} : { 'x-api-key': apiKey }),
      secrets: [key],
    }),
  wireScenario(speak(anthropicMessages), { path: '/v1' }),
  { skip: unkept },
);
