import { ProviderError, type Model } from '@g4f/core';
import type { StreamSession } from '@g4f/requests';
import { raiseForStatus } from './raise-for-status.ts';

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** A model, if it answers on this wire: others make embeddings or films. */
function readModel(value: unknown): readonly Model[] {
  if (!isRecord(value) || typeof value['name'] !== 'string') return [];
  const { name, inputTokenLimit: limit, supportedGenerationMethods: methods, thinking } = value;
  if (!Array.isArray(methods) || !methods.includes('generateContent')) return [];
  return [
    {
      id: name.replace(/^models\//, ''),
      ...(typeof limit === 'number' && limit > 0 && { contextWindow: limit }),
      ...(typeof thinking === 'boolean' && { supportsReasoning: thinking }),
    },
  ];
}

/**
 * Asks for the models that there are, page by page, as long as there is another.
 *
 * @see https://ai.google.dev/api/models#method:-models.list
 */
export async function listModels(session: StreamSession, address: string): Promise<readonly Model[]> {
  const models: Model[] = [];
  const seen = new Set<string>();
  for (let token: string | undefined = ''; token !== undefined; ) {
    seen.add(token);
    const url = new URL(address);
    url.searchParams.set('pageSize', '1000');
    if (token !== '') url.searchParams.set('pageToken', token);
    const response = await session.get(url);
    await raiseForStatus(response);
    const page = await response.json();
    if (!isRecord(page) || !Array.isArray(page['models'])) throw new ProviderError('the service answered with what is no list of models', { code: 'upstream' });
    models.push(...page['models'].flatMap(readModel));
    const next = page['nextPageToken'];
    // A server that names the same page again would be asked for ever.
    token = typeof next === 'string' && !seen.has(next) ? next : undefined;
  }
  return models;
}
