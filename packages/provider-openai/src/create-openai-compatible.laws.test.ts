import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { createOpenAICompatible, createPreset } from './index.ts';

const scenario = wireScenario(speak(openaiChat), { path: '/v1' });
const flags = { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true };

testProvider(({ baseURL, key }) => createOpenAICompatible({ id: 'mine', baseURL, apiKey: key, needsAuth: true, models: ['small'], flags }), scenario);
testProvider(({ baseURL, key }) => createOpenAICompatible({ id: 'plain', baseURL, apiKey: key, models: ['small'] }), scenario);
testProvider(({ baseURL, key }) => createPreset('openai', { baseURL, apiKey: key }), scenario);
