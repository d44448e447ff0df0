/** What the encoder writes: the share of OpenAI's request that this wire uses. Its own client's types take it (see the type tests). */
export interface OpenaiResponsesBody {
  readonly model: string;
  readonly input: OpenaiResponsesItem[];
  readonly stream: true;
  /** Nothing is kept at the service: the conversation is sent whole. */
  readonly store: false;
  readonly tools?: OpenaiResponsesTool[];
  readonly tool_choice?: 'auto' | 'none' | 'required' | { readonly type: 'function'; readonly name: string };
  readonly text?: { readonly format: OpenaiResponsesFormat };
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_output_tokens?: number;
  readonly reasoning?: { readonly effort: 'low' | 'medium' | 'high' };
}

/** A tool, as it is offered. */
export interface OpenaiResponsesTool {
  readonly type: 'function';
  readonly name: string;
  readonly description?: string;
  readonly parameters: { [key: string]: unknown };
  /** Said always: without it the service makes a schema strict by changing it. */
  readonly strict: boolean;
}

/** What the answer is held to. */
export type OpenaiResponsesFormat =
  | { readonly type: 'json_object' }
  | { readonly type: 'json_schema'; readonly name: string; readonly schema: { [key: string]: unknown }; readonly strict: boolean };

/** A piece of what a user says. */
export type OpenaiResponsesContent =
  | { readonly type: 'input_text'; readonly text: string }
  | { readonly type: 'input_image'; readonly image_url: string; readonly detail: 'auto' }
  | { readonly type: 'input_file'; readonly file_id?: string; readonly file_data?: string; readonly file_url?: string; readonly filename?: string };

/** What a message labels itself as; newer models must get it back. */
export type OpenaiResponsesPhase = 'commentary' | 'final_answer';

/** What a conversation is made of. */
export type OpenaiResponsesItem =
  | { readonly type: 'message'; readonly role: 'system'; readonly content: string }
  | { readonly type: 'message'; readonly role: 'user'; readonly content: string | OpenaiResponsesContent[] }
  | { readonly type: 'message'; readonly role: 'assistant'; readonly content: string; readonly phase?: OpenaiResponsesPhase }
  | { readonly type: 'function_call'; readonly call_id: string; readonly name: string; readonly arguments: string }
  | { readonly type: 'function_call_output'; readonly call_id: string; readonly output: string }
  | OpenaiResponsesReasoning;

/** Reasoning of an earlier turn. */
export interface OpenaiResponsesReasoning {
  readonly type: 'reasoning';
  /** Needed where the text itself goes back; beside encrypted content it may be left out. */
  readonly id?: string;
  readonly summary: { readonly type: 'summary_text'; readonly text: string }[];
  readonly content?: { readonly type: 'reasoning_text'; readonly text: string }[];
  readonly encrypted_content?: string;
}
