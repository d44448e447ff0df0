import { isContent, ProviderError, type Chunk, type FinishPart, type Part, type Usage } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import { createEventDecoder } from '../values/event-decoder.ts';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';
import { readFailure } from './failure.ts';
import { readFinishReason } from './finish-reason.ts';
import { createPartReader } from './part-reader.ts';
import { createSourceReader } from './source-reader.ts';
import { readUsage } from './usage.ts';

const broken = (what: string): ProviderError => new ProviderError(what, { code: 'upstream' });

/** An answer that was withheld before it began: another service may give one, the same never will. */
function withheld(reason: string, message: string | undefined): ProviderError {
  const said = message === undefined ? '' : ` (${message})`;
  return new ProviderError(`the service withheld the answer: ${reason}${said}; reword the prompt, or loosen the option safetySettings`, { code: 'unsupported' });
}

/** Reads an answer response by response, whether it came in one piece or in many. */
function createAnswerReader({ provider }: WireContext) {
  const parts = createPartReader(provider);
  const sources = createSourceReader();
  let usage: Usage | undefined;
  let model: string | undefined;
  let reason: string | undefined;
  let message: string | undefined;
  let hasContent = false;
  let hasToolCall = false;
  let isEmpty = true;

  function take(chunks: readonly Chunk[], out: Chunk[]): void {
    for (const chunk of chunks) {
      hasContent ||= isContent(chunk);
      hasToolCall ||= typeof chunk === 'object' && chunk.type === 'tool-call';
      out.push(chunk);
    }
  }

  function readCandidate(candidate: JsonObject, out: Chunk[]): void {
    const { content, finishReason } = candidate;
    for (const part of isObject(content) ? listOf(content['parts']) : []) if (isObject(part)) take(parts.read(part), out);
    out.push(...sources.read(candidate));
    const raw = textOf(finishReason);
    if (raw === undefined || raw === 'FINISH_REASON_UNSPECIFIED') return;
    reason = raw;
    message = textOf(candidate['finishMessage']);
    take(parts.end(), out);
  }

  function read(response: JsonObject, out: Chunk[]): void {
    isEmpty = false;
    if (isObject(response['error'])) throw readFailure(response['error']);
    model = textOf(response['modelVersion']) ?? model;
    parts.setResponse(textOf(response['responseId']));
    // Of several answers the first is read; which one an event belongs to, it says.
    const candidate = listOf(response['candidates']).find((each) => isObject(each) && (each['index'] ?? 0) === 0);
    if (isObject(candidate)) readCandidate(candidate, out);
    // It comes in every event, and counts from the beginning.
    if (isObject(response['usageMetadata'])) usage = readUsage(response['usageMetadata']);
    const feedback = response['promptFeedback'];
    const blocked = isObject(feedback) ? textOf(feedback['blockReason']) : undefined;
    if (blocked !== undefined && !hasContent) throw withheld(blocked, isObject(feedback) ? textOf(feedback['blockReasonMessage']) : undefined);
  }

  return {
    /** Takes an answer, an event of one, or a list of either. */
    read(value: unknown, out: Chunk[]): void {
      for (const response of Array.isArray(value) ? value : [value]) {
        if (!isObject(response)) throw broken('the service sent what is no answer');
        read(response, out);
      }
    },
    end: (): Part[] => {
      const usages: Part[] = usage === undefined ? [] : [{ type: 'usage', usage, provenance: 'reported' }];
      // Not one event: core says that the answer was empty.
      if (isEmpty) return [];
      if (reason === undefined) throw new ProviderError('the answer ended without a finish reason', { code: 'interrupted' });
      const meaning = readFinishReason(reason, hasToolCall);
      if (meaning === 'content-filter' && !hasContent) throw withheld(reason, message);
      const finish: FinishPart = { type: 'finish', reason: meaning, raw: reason, ...(model !== undefined && { model }) };
      return [...usages, finish];
    },
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw broken('the service sent an event that is not JSON');
  }
}

/**
 * Reads a streamed answer of `streamGenerateContent?alt=sse`. Its ending is a finish reason; there is no other mark.
 *
 * @throws ProviderError for an error in the stream; `unsupported` for an answer that was withheld before it began
 * @see https://ai.google.dev/api/generate-content#generatecontentresponse
 * @example
 * const decoder = createGeminiDecoder({ provider: 'gemini' });
 * decoder.push([{ data: '{"candidates":[{"content":{"parts":[{"text":"Hi"}]}}]}' }]); // ['Hi']
 */
export function createGeminiDecoder(context: WireContext): WireDecoder {
  const reader = createAnswerReader(context);
  return createEventDecoder({
    read: ({ data }, out) => reader.read(parse(data), out),
    end(out) {
      out.push(...reader.end());
    },
  });
}

/**
 * Reads an answer of `generateContent`, or the list that `streamGenerateContent` gives where it is not asked for events.
 *
 * @throws ProviderError for an error in it; `upstream` for what is no answer, or none to its end
 * @example
 * decodeGeminiAnswer({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }] }, { provider: 'gemini' });
 */
export function decodeGeminiAnswer(answer: unknown, context: WireContext): readonly Part[] {
  const reader = createAnswerReader(context);
  const chunks: Chunk[] = [];
  reader.read(answer, chunks);
  const ending = reader.end();
  if (ending.length === 0) throw broken('the service sent what is no answer');
  return [...chunks.map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk)), ...ending];
}
