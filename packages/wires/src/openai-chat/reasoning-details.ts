import { isObject, type JsonObject } from '../values/json.ts';

/** The fields of OpenRouter's blocks whose pieces make one text. */
const growing = ['text', 'summary', 'data'] as const;

function join(before: JsonObject, piece: JsonObject): JsonObject {
  const joined: { [key: string]: unknown } = { ...before };
  for (const [key, value] of Object.entries(piece)) if (value !== null && value !== undefined) joined[key] = value;
  for (const key of growing) if (typeof before[key] === 'string' && typeof piece[key] === 'string') joined[key] = before[key] + piece[key];
  return joined;
}

/**
 * Adds pieces of OpenRouter's `reasoning_details` to the blocks so far: a piece of the same kind and index goes on with the last block.
 * The blocks must go back as they came.
 *
 * @see https://openrouter.ai/docs/guides/best-practices/reasoning-tokens
 */
export function addReasoningDetails(blocks: unknown[], pieces: readonly unknown[]): void {
  for (const piece of pieces) {
    const last = blocks.at(-1);
    const goesOn = isObject(piece) && isObject(last) && piece['type'] === 'reasoning.text' && last['type'] === piece['type'] && last['index'] === piece['index'] && !isClosed(last);
    if (goesOn) blocks[blocks.length - 1] = join(last, piece);
    else blocks.push(piece);
  }
}

/** A signature ends its block. */
const isClosed = (block: JsonObject): boolean => typeof block['signature'] === 'string' && block['signature'] !== '';
