import { createGoogle } from '@ai-sdk/google';
import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { gemini } from '@g4f/wires/gemini';
import { unkept } from '../test/unkept.ts';
import { fromLanguageModel } from './index.ts';

testProvider(
  ({ baseURL, key }) =>
    fromLanguageModel(createGoogle({ baseURL, apiKey: key })('gemini-2.5-flash'), {
      id: 'acme',
      flags: { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true },
      headers: (apiKey) => (apiKey === undefined ? {} : { 'x-goog-api-key': apiKey }),
      secrets: [key],
    }),
  wireScenario(speak(gemini), { path: '/v1beta' }),
  { skip: unkept },
);
