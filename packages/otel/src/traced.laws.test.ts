import { createAibn } from '@g4f/provider-aibn';
import { aibnScenario, testProvider } from '@g4f/testkit';
import { traced } from './index.ts';

testProvider(({ baseURL, key }) => traced(createAibn({ baseURL, secret: key })), aibnScenario());
