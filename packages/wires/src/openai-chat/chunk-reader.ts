import { ProviderError, type Chunk } from '@g4f/core';
import { readDataURL } from '../values/data-url.ts';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';
import { readError } from './error-words.ts';
import { readFinishReason } from './finish-reasons.ts';
import { addReasoningDetails } from './reasoning-details.ts';
import { createToolCalls } from './tool-calls.ts';
import { readUsage } from './usage.ts';

/** Reads the objects of one answer, streamed or whole. */
export interface ChunkReader {
  /** Adds what an object brings. Throws a ProviderError for an error in it. */
  readonly read: (object: JsonObject, out: Chunk[]) => void;
  /** Adds what was held back. `isWhole`: the answer came in one piece, so that its end cannot be missing. */
  readonly end: (out: Chunk[], isWhole: boolean) => void;
}

const objectOf = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

/** Sources that the answer names, and pictures that the model made, as OpenRouter hands them out. */
function readAttachments({ annotations, images }: JsonObject, out: Chunk[]): void {
  for (const annotation of listOf(annotations)) {
    const citation = objectOf(objectOf(annotation)?.['url_citation']);
    const url = textOf(citation?.['url']);
    const title = textOf(citation?.['title']);
    if (url !== undefined) out.push({ type: 'source', url, ...(title !== undefined && { title }) });
  }
  for (const image of listOf(images)) {
    const content = readDataURL(textOf(objectOf(objectOf(image)?.['image_url'])?.['url']) ?? '');
    if (content !== undefined) out.push({ type: 'file', ...content });
  }
}

/**
 * Reads deltas, and whole messages where a server sends those. Fields that are null, unknown or of another type are passed over, and so
 * are choices but the first.
 */
export function createChunkReader(provider: string): ChunkReader {
  const calls = createToolCalls(provider);
  const details: unknown[] = [];
  let isThinking = false;
  let refused = false;
  let reason: string | undefined;
  let model: string | undefined;
  let usage: unknown;
  let extra: unknown;

  /** Says whose the reasoning was, for the day when it goes back. */
  const endReasoning = (out: Chunk[]): void => {
    if (isThinking && details.length === 0) out.push({ type: 'reasoning', text: '', metadata: { [provider]: { own: true } } });
    isThinking = false;
  };
  const think = (text: string, out: Chunk[]): void => {
    out.push({ type: 'reasoning', text });
    isThinking = true;
  };
  const say = (text: string, out: Chunk[]): void => {
    if (isThinking) endReasoning(out);
    out.push(text);
  };

  /** Mistral's content in pieces: text, and the thoughts of its reasoning models. */
  const readPieces = (pieces: readonly unknown[], out: Chunk[]): void => {
    for (const piece of pieces) {
      if (!isObject(piece)) continue;
      const text = textOf(piece['text']);
      if (piece['type'] === 'text' && text !== undefined) say(text, out);
      if (piece['type'] !== 'thinking') continue;
      for (const thought of listOf(piece['thinking'])) {
        const words = textOf(objectOf(thought)?.['text']);
        if (words !== undefined) think(words, out);
      }
    }
  };

  const readDelta = (delta: JsonObject, out: Chunk[]): void => {
    const { content, reasoning_content: thought, reasoning, tool_calls: fragments, refusal, reasoning_details: blocks } = delta;
    const words = textOf(thought) ?? textOf(reasoning);
    if (words !== undefined) think(words, out);
    if (blocks !== undefined) addReasoningDetails(details, listOf(blocks));
    if (typeof content === 'string') {
      if (content !== '') say(content, out);
    } else if (Array.isArray(content)) readPieces(content, out);
    const no = textOf(refusal);
    if (no !== undefined) {
      refused = true;
      say(no, out);
    }
    if (fragments !== undefined && fragments !== null) {
      if (isThinking) endReasoning(out);
      calls.read(fragments, out);
    }
    if (delta['annotations'] !== undefined || delta['images'] !== undefined) readAttachments(delta, out);
    extra = delta['extra_content'] ?? extra;
  };

  const readChoice = ({ index, delta, message, finish_reason: word, error }: JsonObject, out: Chunk[]): void => {
    if (index !== 0 && index !== undefined && index !== null) return;
    if (isObject(delta)) readDelta(delta, out);
    else if (isObject(message)) readDelta(message, out);
    if (typeof word === 'string' && word !== '') reason = word;
    if (error !== undefined && error !== null) throw readError(error);
  };

  return {
    read(object, out) {
      const { choices, error, object: kind, x_groq: groq } = object;
      // xAI's errors are flat: { code, error: 'words' }.
      if (error !== undefined && error !== null) throw readError(typeof error === 'string' ? object : error);
      if (kind === 'error') throw readError(object);
      if (Array.isArray(choices)) for (const choice of choices) if (isObject(choice)) readChoice(choice, out);
      usage = object['usage'] ?? usage;
      model ??= textOf(object['model']);
      if (groq === undefined || !isObject(groq)) return;
      if (groq['error'] !== undefined && groq['error'] !== null) throw readError(groq['error']);
      usage = groq['usage'] ?? usage;
    },
    end(out, isWhole) {
      if (reason === 'error') throw new ProviderError('the service ended its answer with an error, without a word', { code: 'upstream' });
      if (reason === undefined && !isWhole) throw new ProviderError('the answer ended without a finish reason: it was cut off', { code: 'interrupted' });
      endReasoning(out);
      if (details.length > 0) out.push({ type: 'reasoning', text: '', metadata: { [provider]: { reasoning_details: details } } });
      if (extra !== undefined) out.push({ type: 'text', text: '', metadata: { [provider]: { extra_content: extra } } });
      calls.end(out);
      const counted = readUsage(usage);
      if (counted !== undefined) out.push(counted);
      const raw = refused ? 'refusal' : reason;
      const finish = refused ? 'content-filter' : readFinishReason(reason ?? (calls.isEmpty() ? '' : 'tool_calls'), !calls.isEmpty());
      out.push({ type: 'finish', reason: finish, ...(model !== undefined && { model }), ...(raw !== undefined && { raw }) });
    },
  };
}
