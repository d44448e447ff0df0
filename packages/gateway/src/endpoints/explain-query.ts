import { flags, isProviderError, type ChatRequest } from '@g4f/core';
import type { Query, Registry } from '@g4f/registry';
import { openaiChat } from '@g4f/wires/openai-chat';
import { GatewayError } from '../gateway-error.ts';

/** What stands between a query and its explanation. */
export interface AskedQuery {
  readonly query: Query;
  /** The model that it names, or its request does. */
  readonly model: string | undefined;
}

interface Fields {
  readonly [field: string]: unknown;
}

const invalid = (message: string): GatewayError => new GatewayError(message, { status: 400 });
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isYesNo = (value: unknown): value is boolean => typeof value === 'boolean';
const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value);

/** What a query may say besides flags, and what of each is understood. */
const criteria: { readonly [field: string]: { readonly isFit: (value: unknown) => boolean; readonly words: string } } = {
  model: { isFit: (value) => typeof value === 'string' && value.length <= 500, words: 'a text' },
  working: { isFit: (value) => isYesNo(value) || value === 'any', words: 'true, false or "any"' },
  undeclared: { isFit: (value) => value === 'allow' || value === 'deny', words: '"allow" or "deny"' },
  healthy: { isFit: isYesNo, words: 'true or false' },
  minContext: { isFit: isAmount, words: 'a number of tokens' },
  maxPrice: { isFit: isAmount, words: 'USD per million tokens' },
};

/** The flags that mean something here: those of the contract, and what providers have added. */
function flagNames(registry: Registry): ReadonlySet<string> {
  const named = new Set<string>(flags);
  for (const provider of registry) for (const [name, value] of Object.entries(provider)) if (isYesNo(value)) named.add(name);
  return named;
}

function requestOf(value: unknown): ChatRequest {
  if (!isFields(value)) throw invalid('request must be the body of a chat completion');
  try {
    return openaiChat.parseRequest(value).request;
  } catch (error) {
    throw isProviderError(error) ? invalid(`request: ${error.message}`) : error;
  }
}

/**
 * Reads a query as JSON has it.
 *
 * @throws GatewayError 400 for a field that is not known, or means nothing
 */
export function queryOf(fields: Fields, registry: Registry): AskedQuery {
  const known = flagNames(registry);
  const query: { [field: string]: unknown } = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'request') continue;
    const own = Object.hasOwn(criteria, name) ? criteria[name] : undefined;
    if (own === undefined && !known.has(name)) throw invalid(`there is no ${/^\w{1,40}$/.test(name) ? name : 'field of that name'} in a query; there are ${[...Object.keys(criteria), 'request', ...known].join(', ')}`);
    if (own === undefined ? !isYesNo(value) : !own.isFit(value)) throw invalid(`${name} must be ${own?.words ?? 'true or false'}`);
    query[name] = value;
  }
  const request = fields['request'] === undefined ? undefined : requestOf(fields['request']);
  const model = typeof query['model'] === 'string' ? query['model'] : request?.model;
  return { query: { ...query, ...(request !== undefined && { for: request }) }, model };
}

/** The fields of a query as an address has them: all of them texts. */
export function fieldsOf(parameters: URLSearchParams): Fields {
  const read = (name: string, text: string): unknown => {
    if (name === 'model') return text;
    if (text === 'true' || text === 'false') return text === 'true';
    return /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : text;
  };
  return Object.fromEntries([...parameters].map(([name, text]) => [name, read(name, text)]));
}
