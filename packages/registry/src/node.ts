export { discoverProviders, type DiscoverOptions } from './node/discover-providers.ts';
export type { Discovery, FailedPlugin, FoundProvider } from './node/discovery.ts';
export { publishAttempt } from './node/publish-attempt.ts';
