import type { ProviderMetadata } from '@g4f/core';
import { isObject, type JsonObject } from './json.ts';

/** What this provider left on a part, to get it back. What others left is not looked at. */
export function ownOf(metadata: ProviderMetadata | undefined, provider: string): JsonObject {
  const own: unknown = metadata !== undefined && Object.hasOwn(metadata, provider) ? metadata[provider] : undefined;
  return isObject(own) ? own : {};
}
