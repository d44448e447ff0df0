import { needsOf, type ChatRequest, type Need, type ProviderInfo } from '@g4f/core';
import { promptTokens, type CountTokens } from './estimate-tokens.ts';
import { knownModel, type KnownModel } from './known-model.ts';
import type { ModelCatalogue } from './model-catalogue.ts';
import type { Reason } from './reason.ts';

/** What a request asks of whoever answers it, beyond the model. */
export interface Requirements {
  /** Flags, each with what in the request asks for it. */
  readonly needs: readonly Need[];
  /** Tokens of the prompt, on the low side unless they are counted. Estimated when first read. */
  readonly inputTokens: number;
  /** Tokens that the answer may have. @default none asked for */
  readonly outputTokens: number | undefined;
}

/** How requirements are read off a request. */
export interface RequirementsOptions {
  /** @default an estimate on the low side */
  readonly countTokens?: CountTokens | undefined;
}

/**
 * Reads off a request what it asks of whoever answers it.
 *
 * @example
 * const { needs, inputTokens } = requirementsOf({ messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }] });
 */
export function requirementsOf(request: ChatRequest, { countTokens }: RequirementsOptions = {}): Requirements {
  return new RequestRequirements(request, countTokens);
}

class RequestRequirements implements Requirements {
  readonly #request: ChatRequest;
  readonly #countTokens: CountTokens | undefined;
  #inputTokens: number | undefined;
  readonly needs: readonly Need[];
  readonly outputTokens: number | undefined;

  constructor(request: ChatRequest, countTokens: CountTokens | undefined) {
    this.#request = request;
    this.#countTokens = countTokens;
    this.needs = needsOf(request);
    this.outputTokens = request.maxTokens;
  }

  get inputTokens(): number {
    return (this.#inputTokens ??= promptTokens(this.#request, this.#countTokens));
  }
}

const none: readonly Reason[] = [];

/** The limits of a model that a request goes over. What is unknown stands in nobody's way: it may well be enough. */
function overLimits({ contextWindow, inputLimit, outputLimit }: KnownModel['facts'], requirements: Requirements): readonly Reason[] {
  if (contextWindow === undefined && inputLimit === undefined && outputLimit === undefined) return none;
  const { outputTokens = 0 } = requirements;
  const over = (limit: 'context' | 'input' | 'output', known: number | undefined, wanted: () => number, what: string): readonly Reason[] => {
    if (known === undefined || wanted() <= known) return [];
    return [{ code: 'context', limit, wanted: wanted(), known, message: `${what} ${known} tokens, and the request needs ${limit === 'output' ? '' : 'at least '}${wanted()}` }];
  };
  return [
    ...over('context', contextWindow, () => requirements.inputTokens + outputTokens, 'has a context of'),
    ...over('input', inputLimit, () => requirements.inputTokens, 'takes prompts of'),
    ...over('output', outputLimit, () => outputTokens, 'gives answers of'),
  ];
}

/** The needs that a model does not meet, as reasons against it. A flag that a request needs must be declared: the call would be refused. */
export function unmetBy({ flags, facts }: KnownModel, requirements: Requirements): readonly Reason[] {
  const lacking = requirements.needs.flatMap(({ flag, what }): Reason[] => {
    const declared = flags[flag];
    if (declared === true) return [];
    return [{ code: 'need', flag, what, declared, message: `cannot take ${what} (${declared === false ? `${flag}: false` : `does not declare ${flag}`})` }];
  });
  return [...lacking, ...overLimits(facts, requirements)];
}

/**
 * What stands between a request and one model of a provider: empty where it can be asked. For whoever goes from one provider to the
 * next, as routes do.
 *
 * @param model any name that the provider has for it; its first model for `undefined`
 */
export function unmet(provider: ProviderInfo, model: string | undefined, requirements: Requirements, catalogue?: ModelCatalogue): readonly Reason[] {
  return unmetBy(knownModel(provider, model, catalogue), requirements);
}
