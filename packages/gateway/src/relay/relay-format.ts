import { createByteSearch, type ByteSearch } from './byte-search.ts';

/** What a relay must know of a wire besides how to decode it. */
export interface RelayFormat {
  /** Where this stands in an event, the decoder looks at it: it may be a failure, or change what the ending must be. */
  readonly telling: ByteSearch;
  /** Where this stands in a request, it holds what is bound to a provider, as our own answers write it: only the encoder takes it out. */
  readonly bound: string;
  /** What ends an answer, added where upstream left it out though it came to its end. */
  readonly ending: string;
}

/** The wires that are relayed, by name. */
export const relayFormats: { readonly [wire: string]: RelayFormat } = {
  'openai-chat': { telling: createByteSearch(['"error"', 'event:']), bound: '"extra_content"', ending: 'data: [DONE]\n\n' },
  // Every event of a response as a whole has an `error`, which is null.
  'openai-responses': { telling: createByteSearch(['response.failed', 'event: error', '"type":"error"', '"type": "error"']), bound: '"g4f:', ending: '' },
  'anthropic-messages': { telling: createByteSearch(['"error"', 'content_block_st']), bound: '"g4f:', ending: '' },
  // `g4f:metadata` in base64.
  gemini: { telling: createByteSearch(['"error"']), bound: 'ZzRmOm1ldGFkYXRh', ending: '' },
};
