/** What the encoder writes: the share of OpenAI's request that this wire uses. Its own client's types take it (see the type tests). */
export interface OpenaiChatBody {
  readonly model: string;
  readonly messages: OpenaiChatMessage[];
  readonly stream: true;
  readonly stream_options?: { readonly include_usage: true };
  readonly tools?: OpenaiChatTool[];
  readonly tool_choice?: 'auto' | 'none' | 'required' | { readonly type: 'function'; readonly function: { readonly name: string } };
  readonly response_format?: OpenaiChatFormat;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly seed?: number;
  readonly stop?: string[];
  readonly reasoning_effort?: 'low' | 'medium' | 'high';
}

/** A tool, as it is offered. */
export interface OpenaiChatTool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly description?: string; readonly parameters: { [key: string]: unknown } };
}

/** What the answer is held to. */
export type OpenaiChatFormat =
  | { readonly type: 'json_object' }
  | { readonly type: 'json_schema'; readonly json_schema: { readonly name: string; readonly schema: { [key: string]: unknown }; readonly strict: boolean } };

/** A piece of what a user says. */
export type OpenaiChatContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }
  | { readonly type: 'file'; readonly file: { readonly file_id?: string; readonly file_data?: string; readonly filename?: string } };

/** A whole tool call. */
export interface OpenaiChatToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
  readonly extra_content?: unknown;
}

/** One turn. */
export type OpenaiChatMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string | OpenaiChatContent[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string }
  | OpenaiChatAssistantMessage;

/** What the model said, with what only some services know: their reasoning, and what they must get back. */
export interface OpenaiChatAssistantMessage {
  readonly role: 'assistant';
  readonly content: string | null;
  readonly tool_calls?: OpenaiChatToolCall[];
  readonly reasoning_content?: string;
  readonly reasoning?: string;
  readonly reasoning_details?: unknown[];
  readonly extra_content?: unknown;
}
