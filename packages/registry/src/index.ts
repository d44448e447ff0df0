export { createRegistry, type RegistryOptions } from './create-registry.ts';
export type { Explanation, Reason } from './explanation.ts';
export { fallback, type FallbackOptions } from './fallback.ts';
export type { HealthView } from './health-view.ts';
export type { Modality, ModelCatalogue, ModelFacts, ModelPrice } from './model-catalogue.ts';
export type { Query, Selected, Wanted, With } from './query.ts';
export type { ById, Match, QueryOf, Registry } from './registry.ts';
