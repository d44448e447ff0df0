import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { gemini } from '@g4f/wires/gemini';
import { createGemini } from './index.ts';

testProvider(({ baseURL, key }) => createGemini({ baseURL, apiKey: key }), wireScenario(speak(gemini)));
