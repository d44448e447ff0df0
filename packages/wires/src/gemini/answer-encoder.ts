import type { FinishPart, Part, ToolCallPart, Usage } from '@g4f/core';
import type { AnswerContext, WireEncoder } from '../chat-wire.ts';
import { toBase64 } from '../values/base64.ts';
import { isObject } from '../values/json.ts';
import { encodeSse } from '../sse/encode-sse.ts';
import { encodeGeminiError } from './failure.ts';
import { writeFinishReason } from './finish-reason.ts';
import type { GeminiCandidate, GeminiPart, GeminiResponseBody } from './format.ts';
import { metadataToSignature } from './signature.ts';
import { writeUsage } from './usage.ts';

/** The types of part that this wire's answers hold. */
export const carries = ['text', 'reasoning', 'tool-call', 'file', 'source', 'usage', 'finish'] as const satisfies readonly Part['type'][];

function argumentsOf(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json.trim() === '' ? '{}' : json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Gathers an answer: gives what each part is in a candidate, and keeps what only the end says. */
function createAnswerWriter({ id, model }: AnswerContext) {
  let usage: Usage | undefined;
  let finish: FinishPart | undefined;
  let malformed: string | undefined;

  const signature = ({ metadata }: { readonly metadata?: ToolCallPart['metadata'] }): Pick<GeminiPart, 'thoughtSignature'> =>
    metadata === undefined || Object.keys(metadata).length === 0 ? {} : { thoughtSignature: metadataToSignature(metadata) };

  function writeCall(part: ToolCallPart): GeminiPart | undefined {
    const args = argumentsOf(part.arguments);
    if (args !== undefined) return { functionCall: { id: part.id, name: part.name, args }, ...signature(part) };
    // What the service itself says of such a call, which is no object and so cannot be carried.
    malformed ??= `Malformed function call: ${part.name}(${part.arguments})`;
    return undefined;
  }

  function write(part: Part): GeminiPart | undefined {
    switch (part.type) {
      case 'text':
        return { text: part.text, ...signature(part) };
      case 'reasoning':
        return { text: part.text, thought: true, ...signature(part) };
      case 'tool-call':
        return writeCall(part);
      case 'file':
        return { inlineData: { mimeType: part.mediaType, data: toBase64(part.data) } };
      default:
        return undefined;
    }
  }

  return {
    /** What a part is; the end's parts, and what the wire does not carry, are nothing yet. */
    candidate(part: Part): Omit<GeminiCandidate, 'index'> | undefined {
      if (part.type === 'usage') usage = part.usage;
      if (part.type === 'finish') finish = part;
      if (part.type === 'source') return { groundingMetadata: { groundingChunks: [{ web: { uri: part.url, title: part.title } }] } };
      const written = write(part);
      return written === undefined ? undefined : { content: { role: 'model', parts: [written] } };
    },
    ending: (): Omit<GeminiCandidate, 'index'> =>
      malformed === undefined
        ? { finishReason: writeFinishReason(finish?.reason ?? 'stop', finish?.raw) }
        : { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: malformed },
    response: (candidate: Omit<GeminiCandidate, 'index'>, isLast = false): GeminiResponseBody => ({
      candidates: [{ ...candidate, index: 0 }],
      ...(isLast && usage !== undefined && { usageMetadata: writeUsage(usage) }),
      modelVersion: finish?.model ?? model,
      responseId: id,
    }),
  };
}

/**
 * Writes a streamed answer as `streamGenerateContent?alt=sse` does: one event a part, and in the last one the finish reason and usage.
 *
 * @example
 * createGeminiEncoder({ id: 'answer-1', model: 'gemini-2.5-flash', created: 0, wantsUsage: true }).part({ type: 'text', text: 'Hi' });
 */
export function createGeminiEncoder(context: AnswerContext): WireEncoder {
  const writer = createAnswerWriter(context);
  const event = (body: object): string => encodeSse({ data: JSON.stringify(body) });
  // Google's own client drops a whole turn from its history over one event without a part.
  const filled = (candidate: Omit<GeminiCandidate, 'index'>): typeof candidate => ({ content: { role: 'model', parts: [{ text: '' }] }, ...candidate });
  return {
    part(part) {
      const candidate = writer.candidate(part);
      return candidate === undefined ? '' : event(writer.response(filled(candidate)));
    },
    end: () => event(writer.response(filled(writer.ending()), true)),
    error: (error) => event(encodeGeminiError(error)),
  };
}

/** Appends a part; pieces of text that nothing marks become one. */
function join(parts: GeminiPart[], part: GeminiPart): void {
  const last = parts.at(-1);
  const isPlain = (each: GeminiPart | undefined): each is GeminiPart & { readonly text: string } => each?.text !== undefined && each.thoughtSignature === undefined;
  if (isPlain(last) && isPlain(part) && last.thought === part.thought) parts[parts.length - 1] = { ...last, text: last.text + part.text };
  else parts.push(part);
}

/** Writes an answer as `generateContent` does. */
export function encodeGeminiAnswer(answer: readonly Part[], context: AnswerContext): GeminiResponseBody {
  const writer = createAnswerWriter(context);
  const parts: GeminiPart[] = [];
  const chunks: NonNullable<GeminiCandidate['groundingMetadata']>['groundingChunks'][number][] = [];
  for (const part of answer) {
    const { content, groundingMetadata } = writer.candidate(part) ?? {};
    for (const each of content?.parts ?? []) join(parts, each);
    chunks.push(...(groundingMetadata?.groundingChunks ?? []));
  }
  const content = { role: 'model', parts } as const;
  return writer.response({ content, ...(chunks.length > 0 && { groundingMetadata: { groundingChunks: chunks } }), ...writer.ending() }, true);
}
