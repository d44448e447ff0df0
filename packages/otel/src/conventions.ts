/**
 * The conventions for generative AI, version 1.41, by which spans and metrics are named here. All of them are "in development": 1.41 is the
 * last version under the names that today's backends read. The repository that they have moved to since renames metrics.
 * https://github.com/open-telemetry/semantic-conventions/tree/v1.41.0/docs/gen-ai
 */
export const schemaUrl = 'https://opentelemetry.io/schemas/1.41.0';

/** Ids of ours whose services have another name in the conventions. */
const knownNames: { readonly [id: string]: string } = { gemini: 'gcp.gemini', mistral: 'mistral_ai', xai: 'x_ai' };

/** `gen_ai.provider.name` of a provider. */
export const providerName = (id: string): string => (Object.hasOwn(knownNames, id) ? (knownNames[id] ?? id) : id);

/** The borders of buckets that the conventions advise: seconds, and tokens. */
export const buckets = {
  seconds: Array.from({ length: 14 }, (_, power) => 0.01 * 2 ** power),
  tokens: Array.from({ length: 14 }, (_, power) => 4 ** power),
} as const;
