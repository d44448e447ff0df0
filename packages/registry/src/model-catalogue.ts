/** What tokens cost, in USD per million. What is absent is unknown. */
export interface ModelPrice {
  /** Tokens of the prompt. */
  readonly input?: number | undefined;
  /** Tokens of the answer, reasoning included. */
  readonly output?: number | undefined;
  /** Tokens of the prompt that came from a cache. */
  readonly cachedInput?: number | undefined;
  /** Tokens of the prompt that were written to a cache. */
  readonly cacheWrite?: number | undefined;
}

/** What a model takes or gives. Open: data sets add to it. */
export type Modality = 'text' | 'image' | 'pdf' | 'audio' | 'video' | (string & {});

/** What is known of one model of one provider from elsewhere than the provider itself. What is absent is unknown. */
export interface ModelFacts {
  /** Tokens, input and output together. */
  readonly contextWindow?: number | undefined;
  /** Tokens of the prompt, where that has a limit of its own. */
  readonly inputLimit?: number | undefined;
  /** Tokens of one answer. */
  readonly outputLimit?: number | undefined;
  readonly price?: ModelPrice | undefined;
  readonly inputs?: readonly Modality[] | undefined;
  readonly outputs?: readonly Modality[] | undefined;
  readonly supportsTools?: boolean | undefined;
  readonly supportsImages?: boolean | undefined;
  readonly supportsFiles?: boolean | undefined;
  readonly supportsStructuredOutput?: boolean | undefined;
  readonly supportsReasoning?: boolean | undefined;
  /** The day of release, `YYYY-MM-DD`, or as much of it as is known. */
  readonly released?: string | undefined;
  /** What the model knows ends here, in the same form. */
  readonly knowledge?: string | undefined;
}

/**
 * Facts about models, looked up by the provider's id and its id for the model. The same question must always get the same answer:
 * selection stays pure only with a catalogue that does not change. `@g4f/models` has one.
 *
 * @example
 * const prices: ModelCatalogue = { lookup: (provider, model) => (provider === 'mine' && model === 'small' ? { contextWindow: 8_192 } : undefined) };
 */
export interface ModelCatalogue {
  readonly lookup: (provider: string, model: string) => ModelFacts | undefined;
}
