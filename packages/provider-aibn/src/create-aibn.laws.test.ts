import { aibnScenario, testProvider } from '@g4f/testkit';
import { createAibn } from './index.ts';

testProvider(({ baseURL, key }) => createAibn({ baseURL, secret: key }), aibnScenario());
