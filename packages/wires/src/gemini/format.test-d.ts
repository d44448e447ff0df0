/** What this wire writes is what Google's own client has types for. Checked by `tsc`; never run. */
import type { Candidate, Content, GenerateContentResponseUsageMetadata, Part } from '@google/genai';
import type { GeminiCandidate, GeminiContent, GeminiPart, GeminiUsage } from '../gemini.ts';

/** As mutable as their types are, with the texts of their enums. */
type Loose<T> = T extends string ? T : T extends readonly (infer E)[] ? Loose<E>[] : T extends object ? { -readonly [K in keyof T]: Loose<Exclude<T[K], undefined>> } : T;
/** Their types, with enums as the texts that they are. */
type Plain<T> = T extends string ? `${T}` | T : T extends (infer E)[] ? Plain<E>[] : T extends (...args: never) => unknown ? T : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

declare const part: Loose<GeminiPart>;
declare const content: Loose<GeminiContent>;
declare const candidate: Loose<Omit<GeminiCandidate, 'finishReason'>>;
declare const usage: Loose<GeminiUsage>;

part satisfies Plain<Omit<Part, 'functionCall' | 'functionResponse'>>;
content.parts satisfies Plain<Pick<Part, 'text' | 'thought' | 'thoughtSignature' | 'inlineData' | 'fileData'>>[];
content satisfies Pick<Content, 'role'>;
candidate satisfies Plain<Pick<Candidate, 'groundingMetadata' | 'finishMessage' | 'index'>>;
usage satisfies Plain<GenerateContentResponseUsageMetadata>;
// @ts-expect-error a field that the wire does not have
({ ...usage, outputTokens: 1 }) satisfies Plain<GenerateContentResponseUsageMetadata>;
