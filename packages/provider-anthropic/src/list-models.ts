import { ProviderError, type Flag, type Model } from '@g4f/core';
import type { StreamSession } from '@g4f/requests';

interface Page {
  readonly data: readonly unknown[];
  /** What the next page comes after; `undefined` on the last. */
  readonly after: string | undefined;
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** What the service calls a capability that we have a flag for. */
const capabilities = {
  image_input: 'supportsImages',
  pdf_input: 'supportsFiles',
  structured_outputs: 'supportsStructuredOutput',
  thinking: 'supportsReasoning',
} as const satisfies { readonly [capability: string]: Flag };

function readModel(value: unknown): readonly Model[] {
  if (!isRecord(value) || typeof value['id'] !== 'string') return [];
  const { id, max_input_tokens: window, capabilities: said } = value;
  const flags = Object.entries(capabilities).flatMap(([name, flag]) => {
    const capability = isRecord(said) ? said[name] : undefined;
    return isRecord(capability) && typeof capability['supported'] === 'boolean' ? [[flag, capability['supported']] as const] : [];
  });
  return [{ id, ...(typeof window === 'number' && { contextWindow: window }), ...Object.fromEntries(flags) }];
}

function readPage(value: unknown): Page {
  if (!isRecord(value) || !Array.isArray(value['data'])) throw new ProviderError('the service answered with what is no list of models', { code: 'upstream' });
  const { data, has_more: hasMore, last_id: last } = value;
  return { data, after: hasMore === true && typeof last === 'string' ? last : undefined };
}

/**
 * Asks for the models that there are, page by page, as long as there is another.
 *
 * @see https://platform.claude.com/docs/en/api/models/list
 */
export async function listModels(session: StreamSession, address: string): Promise<readonly Model[]> {
  const models: Model[] = [];
  const seen = new Set<string | undefined>();
  let after: string | undefined;
  do {
    seen.add(after);
    const url = new URL(address);
    url.searchParams.set('limit', '1000');
    if (after !== undefined) url.searchParams.set('after_id', after);
    const response = await session.get(url);
    await response.raiseForStatus();
    const page = readPage(await response.json());
    models.push(...page.data.flatMap(readModel));
    ({ after } = page);
    // A server that names the same page again would be asked for ever.
  } while (after !== undefined && !seen.has(after));
  return models;
}
