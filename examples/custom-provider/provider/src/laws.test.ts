import { testProvider, wireScenario } from '@g4f/testkit';
import { wire } from '../test/parrot-wire.ts';
import { createParrot } from './index.ts';

testProvider(({ baseURL, key }) => createParrot({ baseURL, apiKey: key }), wireScenario(wire));
