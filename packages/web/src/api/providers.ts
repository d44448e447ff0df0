import { requestJson } from './request.ts';

/** What a model costs, in USD for a million tokens. */
export interface ModelPrice {
  readonly input?: number;
  readonly output?: number;
  readonly cachedInput?: number;
}

/** What is known of a model. */
export interface ModelFacts {
  /** Tokens, input and output together. */
  readonly contextWindow?: number;
  /** Tokens of one answer. */
  readonly outputLimit?: number;
  readonly price?: ModelPrice;
  readonly supportsTools?: boolean;
  readonly supportsImages?: boolean;
  readonly supportsFiles?: boolean;
  readonly supportsStructuredOutput?: boolean;
  readonly supportsReasoning?: boolean;
  /** `YYYY-MM-DD`, or as much of it as is known. */
  readonly released?: string;
}

/** What was observed of a model. */
export interface ModelHealth {
  readonly circuit: 'closed' | 'open' | 'half-open';
  /** Milliseconds to the first content, at the median. */
  readonly p50?: number;
  readonly [name: string]: unknown;
}

/** One model of a provider. */
export interface ProviderModel {
  readonly id: string;
  readonly contextWindow?: number;
  readonly facts?: ModelFacts;
  readonly health?: ModelHealth;
  readonly [name: string]: unknown;
}

/** What was observed of a provider, all its models together. Times are milliseconds since 1970. */
export interface Observed {
  readonly healthy?: boolean;
  readonly lastError?: { readonly code: string; readonly message: string; readonly at: number; readonly model: string };
  readonly checkedAt?: number;
  readonly successes: number;
  readonly failures: number;
}

/** One provider, as `GET /v1/providers` describes it. */
export interface Provider {
  readonly id: string;
  readonly url: string;
  readonly working: boolean;
  readonly local?: boolean;
  /** Flags and other declarations, by name. */
  readonly flags: { readonly [name: string]: unknown };
  readonly aliases?: { readonly [alias: string]: string };
  readonly models: readonly ProviderModel[];
  readonly healthy?: boolean;
  readonly observed: Observed;
  /** Its service can be asked which models it has. */
  readonly listsModels: boolean;
}

/** Everybody in the registry. */
export async function listProviders(signal?: AbortSignal): Promise<readonly Provider[]> {
  return (await requestJson<{ readonly data: readonly Provider[] }>('/v1/providers', { signal })).data;
}
