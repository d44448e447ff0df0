import type { LanguageModelV3CallOptions, SharedV3Warning } from '@ai-sdk/provider';
import type { ProviderMetadata } from '@g4f/core';

/** Tells the caller of what our request has no place for. */
export type Warn = (feature: string, details?: string) => void;

/** Collects warnings, each once. */
export function createWarnings(): { readonly warn: Warn; readonly warnings: SharedV3Warning[] } {
  const warnings: SharedV3Warning[] = [];
  const seen = new Set<string>();
  const warn: Warn = (feature, details) => {
    if (seen.has(feature)) return;
    seen.add(feature);
    warnings.push({ type: 'unsupported', feature, ...(details === undefined ? {} : { details }) });
  };
  return { warn, warnings };
}

/** What stands under `providerOptions`, by the name of a provider: our `metadata`, where it stands on a part. */
export type PartOptions = LanguageModelV3CallOptions['providerOptions'];

/** Ours and theirs are both by provider: what a part was given comes back as it is. */
export function metadataOf(options: PartOptions): { readonly metadata?: ProviderMetadata } {
  return options === undefined || Object.keys(options).length === 0 ? {} : { metadata: options };
}
