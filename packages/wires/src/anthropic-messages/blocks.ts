/** A block of content in a request, as the wire has it: the part of its types that we write. */
export type RequestBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly source: MediaSource<'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'> }
  | { readonly type: 'document'; readonly source: DocumentSource; readonly title?: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: object }
  | { readonly type: 'tool_result'; readonly tool_use_id: string; readonly content: string; readonly is_error?: true };

/** Where the bytes of a picture or a PDF are. */
export type MediaSource<Type extends string> =
  | { readonly type: 'base64'; readonly media_type: Type; readonly data: string }
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly file_id: string };

/** Where a document is. */
export type DocumentSource = MediaSource<'application/pdf'> | { readonly type: 'text'; readonly media_type: 'text/plain'; readonly data: string };

/** One turn of a request. */
export interface RequestMessage {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string | readonly RequestBlock[];
}
