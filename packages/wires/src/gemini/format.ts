/**
 * The bodies of `generateContent` as this package writes them: the part of the format that it uses.
 *
 * @see https://ai.google.dev/api/generate-content
 */
export interface GeminiRequestBody {
  readonly contents: readonly GeminiContent[];
  readonly systemInstruction?: GeminiContent | undefined;
  readonly tools?: readonly object[] | undefined;
  readonly toolConfig?: { readonly functionCallingConfig: GeminiFunctionCalling } | undefined;
  readonly generationConfig?: object | undefined;
  readonly safetySettings?: readonly object[] | undefined;
  readonly cachedContent?: string | undefined;
}

/** When functions are called, and which. */
export interface GeminiFunctionCalling {
  readonly mode: 'AUTO' | 'ANY' | 'NONE';
  readonly allowedFunctionNames?: readonly string[] | undefined;
}

/** One turn. */
export interface GeminiContent {
  readonly role?: 'user' | 'model' | undefined;
  readonly parts: readonly GeminiPart[];
}

/** One piece of a turn: exactly one of its kinds, and what belongs to any. */
export interface GeminiPart {
  readonly text?: string | undefined;
  /** The text is a thought. */
  readonly thought?: boolean | undefined;
  /** Base64. */
  readonly thoughtSignature?: string | undefined;
  readonly inlineData?: { readonly mimeType: string; readonly data: string } | undefined;
  readonly fileData?: { readonly mimeType?: string | undefined; readonly fileUri: string } | undefined;
  readonly functionCall?: { readonly id?: string | undefined; readonly name: string; readonly args: object } | undefined;
  readonly functionResponse?: { readonly id?: string | undefined; readonly name: string; readonly response: object } | undefined;
}

/** An answer, or an event of a streamed one. */
export interface GeminiResponseBody {
  readonly candidates: readonly GeminiCandidate[];
  readonly usageMetadata?: GeminiUsage | undefined;
  readonly modelVersion: string;
  readonly responseId: string;
}

/** One of the answers to a request; this package reads and writes the first. */
export interface GeminiCandidate {
  readonly content?: GeminiContent | undefined;
  readonly finishReason?: string | undefined;
  readonly finishMessage?: string | undefined;
  readonly groundingMetadata?: { readonly groundingChunks: readonly { readonly web: { readonly uri: string; readonly title?: string | undefined } }[] } | undefined;
  readonly index: number;
}

/** Tokens. `promptTokenCount` holds the cached ones; `candidatesTokenCount` is without the thoughts. */
export interface GeminiUsage {
  readonly promptTokenCount?: number | undefined;
  readonly cachedContentTokenCount?: number | undefined;
  readonly candidatesTokenCount?: number | undefined;
  readonly thoughtsTokenCount?: number | undefined;
  readonly totalTokenCount?: number | undefined;
}
