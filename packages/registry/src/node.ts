export { discoverProviders, type Discovery, type DiscoverOptions, type FailedPlugin, type FoundProvider } from './node/discover-providers.ts';
