/** A block of an answer as its first event shows it. */
export type AnswerBlock =
  | { readonly type: 'text'; readonly text: string; readonly citations: readonly object[] | null }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: object; readonly caller: { readonly type: 'direct' } };

/** What a block grows by. */
export type AnswerDelta =
  | { readonly type: 'text_delta'; readonly text: string }
  | { readonly type: 'citations_delta'; readonly citation: object }
  | { readonly type: 'thinking_delta'; readonly thinking: string }
  | { readonly type: 'signature_delta'; readonly signature: string }
  | { readonly type: 'input_json_delta'; readonly partial_json: string };

/** The events of a block. */
export type BlockEvent =
  | { readonly type: 'content_block_start'; readonly index: number; readonly content_block: AnswerBlock }
  | { readonly type: 'content_block_delta'; readonly index: number; readonly delta: AnswerDelta }
  | { readonly type: 'content_block_stop'; readonly index: number };
