import type { Model, ModelInfo, ProviderInfo } from './provider.ts';

/**
 * The id of a model, however it is written down.
 *
 * @example
 * modelId({ id: 'small', contextWindow: 8_192 }); // 'small'
 */
export function modelId(model: Model): string {
  return typeof model === 'string' ? model : model.id;
}

/**
 * Tells whether a provider lists a model under this id. Its aliases are not looked at.
 *
 * @example
 * listsModel({ id: 'a', url: '', models: ['big', { id: 'small' }] }, 'small'); // true
 */
export function listsModel({ models }: ProviderInfo, id: string): boolean {
  return models.some((model) => modelId(model) === id);
}

/** What a provider says about one of its models; of one that it does not list, the id alone. */
export function modelInfo({ models }: ProviderInfo, id: string): ModelInfo {
  const model = models.find((each) => modelId(each) === id);
  return typeof model === 'object' ? model : { id };
}
