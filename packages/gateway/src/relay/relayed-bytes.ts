import type { FilePart, Part } from '@g4f/core';

const mark = Symbol('relayed');

/**
 * Bytes of an answer as upstream wrote them, for a client of the same wire. It is a file as far as a route looks, and so content: what
 * comes before the first of these may still be asked of somebody else.
 */
export interface RelayedBytes extends FilePart {
  /** Tokens in it, about, or what counts them: for answers of which nobody says how many they were. */
  readonly [mark]: number | (() => number);
}

/** Marks bytes as an answer, or a piece of one, that goes to the client as it is. */
export function relayedBytes(data: Uint8Array, mediaType: string, tokens: number | (() => number)): RelayedBytes {
  return { type: 'file', data, mediaType, [mark]: tokens };
}

/** Tells bytes that go to the client as they are from a file that a model made. */
export function isRelayed(part: Part): part is RelayedBytes {
  return mark in part;
}

/** Tokens in relayed bytes, about, or what counts them. */
export function relayedTokens(part: RelayedBytes): number | (() => number) {
  return part[mark];
}
