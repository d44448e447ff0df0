/**
 * What only the Gemini API understands: `options.gemini` of a request, or under another id that the provider was given.
 *
 * @see https://ai.google.dev/api/generate-content
 */
export interface GeminiOptions {
  /** What is withheld, by category. @default the service's */
  readonly safetySettings?: readonly { readonly category: string; readonly threshold: string }[] | undefined;
  /** Tokens to think with: 0 for none, -1 for as many as the model likes. Wins over `reasoningEffort`. @default the model's */
  readonly thinkingBudget?: number | undefined;
  /** `MINIMAL`, `LOW`, `MEDIUM` or `HIGH`, from Gemini 3 on. Wins over `reasoningEffort`. @default the model's */
  readonly thinkingLevel?: string | undefined;
  /** Summaries of thoughts come as reasoning. @default true for models that think */
  readonly includeThoughts?: boolean | undefined;
  /** The model may search the web; what it found comes as sources. An object is the tool's own configuration. @default false */
  readonly googleSearch?: boolean | object | undefined;
  /** The model may read addresses that stand in the prompt. @default false */
  readonly urlContext?: boolean | object | undefined;
  /** The model may run code. Only what it says about it comes out. @default false */
  readonly codeExecution?: boolean | object | undefined;
  /** The name of a cached prompt, for example `cachedContents/abc`. @default none */
  readonly cachedContent?: string | undefined;
  /** Fields of `generationConfig` that have no name of their own here, for example `topK`. They win. @default none */
  readonly generationConfig?: object | undefined;
  /** Fields of the body that have no name of their own here, for example `labels`. They win. @default none */
  readonly body?: object | undefined;
}

declare module '@g4f/core' {
  interface ProviderOptions {
    readonly gemini?: GeminiOptions | undefined;
  }
}
