/**
 * What has been observed of the models that a registry chooses among: the least that selection needs to know of it. Whoever watches
 * the calls implements it; selection only reads.
 *
 * @example
 * const down = new Set(['openai/gpt-4o']);
 * const registry = createRegistry(providers, { health: { isHealthy: (provider, model) => !down.has(`${provider}/${model}`) } });
 */
export interface HealthView {
  /**
   * Whether a provider's model answers, by the provider's id and the id that the provider has for the model. `undefined` where
   * nothing was observed yet: such a model is given its chance.
   */
  readonly isHealthy: (provider: string, model: string) => boolean | undefined;
}
