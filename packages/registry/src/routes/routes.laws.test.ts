import { createAibn } from '@g4f/provider-aibn';
import { aibnScenario, testProvider } from '@g4f/testkit';
import { fallback } from '../fallback.ts';
import { hedge } from './hedge.ts';
import { retry } from './retry.ts';

// A route is a provider, and what its member keeps must hold through three of them. One failure is thrown as it is, and names the member:
// so each has its id.
const named = { id: 'aibn' } as const;

testProvider(({ baseURL, key }) => fallback([hedge([retry(createAibn({ baseURL, secret: key }), { ...named, attempts: 1 })], named)], named), aibnScenario());
