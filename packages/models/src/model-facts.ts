/** What tokens cost, in USD per million. What is absent is unknown. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** Tokens of the prompt that came from a cache. */
  readonly cachedInput?: number | undefined;
  /** Tokens of the prompt that were written to a cache. */
  readonly cacheWrite?: number | undefined;
}

/** What is known of one model of one provider. What is absent is unknown. A registry's own `ModelFacts` takes it as it is. */
export interface ModelFacts {
  /** Tokens, input and output together. */
  readonly contextWindow?: number | undefined;
  /** Tokens of the prompt, where that has a limit of its own. */
  readonly inputLimit?: number | undefined;
  /** Tokens of one answer. */
  readonly outputLimit?: number | undefined;
  /** For short prompts: some services ask more beyond 200 000 tokens. */
  readonly price?: ModelPrice | undefined;
  /** What the model takes: `text`, `image`, `pdf`, `audio`, `video`. */
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly supportsTools?: boolean | undefined;
  readonly supportsImages?: boolean | undefined;
  readonly supportsFiles?: boolean | undefined;
  readonly supportsStructuredOutput?: boolean | undefined;
  readonly supportsReasoning?: boolean | undefined;
  /** `YYYY-MM-DD`, or as much of it as is known. */
  readonly released?: string | undefined;
  /** What the model knows ends here, in the same form. */
  readonly knowledge?: string | undefined;
}

/** The models of one provider, by the provider's ids for them. */
export interface ProviderModels {
  readonly [model: string]: ModelFacts;
}
