import { testProvider, wireScenario } from '@g4f/testkit';
import { speak } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { createAnthropic } from './index.ts';

testProvider(({ baseURL, key }) => createAnthropic({ baseURL, apiKey: key }), wireScenario(speak(anthropicMessages)));
