import { testProvider, wireScenario } from '@g4f/testkit';
import { wire } from '../test/acme-upstream.ts';
import { createAcme } from './index.ts';

testProvider(({ baseURL, key }) => createAcme({ baseURL, apiKey: key }), wireScenario(wire));
