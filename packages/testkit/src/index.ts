export type { Factory, Law, Subject, Target } from './law.ts';
export { laws, type LawName } from './laws.ts';
export { aibnScenario, localScenario, wireScenario, type Scenario } from './scenario.ts';
export { testProvider, type TestProviderOptions } from './test-provider.ts';
