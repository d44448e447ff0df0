import { testProvider, wireScenario } from '@g4f/testkit';
import { createFoo } from './create-foo.ts';
import { fooWire } from './foo-upstream.ts';

testProvider(({ baseURL, key }) => createFoo({ baseURL, apiKey: key }), wireScenario(fooWire));
