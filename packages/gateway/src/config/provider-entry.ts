import { contract, type AsyncGeneratorProvider } from '@g4f/core';
import { z } from 'zod';
import { text, yesNo } from './fields.ts';

/** Wires that a service may be said to speak. */
export const providerKinds = ['openai', 'anthropic', 'gemini', 'aibn'] as const;

const model = z.union([text(), z.looseObject({ id: text(), contextWindow: z.number().int().positive().optional() })], {
  error: 'must be the id of a model, or an object with an id',
});

/** An id as core takes it. */
const id = () => z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, ".", "_" and "-"');

const entry = z.strictObject({
  id: id().describe('The name of the provider. That of a known service, such as groq or ollama, says all the rest.'),
  kind: z.enum(providerKinds).optional().describe('The wire that a service of your own speaks. Default: what is known of the id.'),
  baseURL: z.string().regex(/^https?:\/\//, 'must be an address that begins with http:// or https://').optional().describe('Where the service is. Default: its own address.'),
  apiKey: z.string().optional().describe('Write it as ${NAME}, so that it stays in the environment.'),
  models: z.array(model).min(1).optional().describe('The first is the default. Default: what the service lists, or what is known of it.'),
  aliases: z.record(z.string(), text()).optional().describe('More names for its models: name to id.'),
  headers: z.record(z.string(), z.string()).optional().describe('Headers of every request to it.'),
  allowAddress: yesNo().optional().describe('Lets baseURL be a link-local or metadata address.'),
  options: z.record(z.string(), z.unknown()).optional().describe('Further options of the function that makes the provider.'),
});

/** A provider object that a configuration in TypeScript has made itself. */
export function isProvider(value: unknown): value is AsyncGeneratorProvider {
  return typeof value === 'object' && value !== null && 'contract' in value && value.contract === contract && 'createPartGenerator' in value;
}

const made = z.custom<AsyncGeneratorProvider>(isProvider);

/** One provider of a configuration: the id of one that is found, `*` for all others that are, what to make one of, or one that is made. */
export const providerEntry = z.union([text(), entry, made], { error: 'must be the id of a provider, or an object with an id' });

/** What to make a provider of. */
export type ProviderEntry = z.output<typeof entry>;
