/**
 * Where services that speak this wire differ in what they take. Everything else is the same for all.
 *
 * @example
 * const openai: OpenaiChatDialect = { maxTokensField: 'max_completion_tokens', sendsStop: false };
 */
export interface OpenaiChatDialect {
  /** OpenAI's newer models take only the longer name, and most other services only the shorter one. @default 'max_tokens' */
  readonly maxTokensField?: 'max_tokens' | 'max_completion_tokens' | undefined;
  /** @default 'seed' */
  readonly seedField?: 'seed' | 'random_seed' | undefined;
  /** The word for "call some tool". @default 'required' */
  readonly requiredToolChoice?: 'required' | 'any' | undefined;
  /** Asks for usage with `stream_options`. Not where a service sends it anyway and refuses the field. @default true */
  readonly sendsStreamOptions?: boolean | undefined;
  /** Sends stop words, four at most. They hold without that too: core ends the answer there. @default true */
  readonly sendsStop?: boolean | undefined;
  /**
   * The field in which the service's own reasoning goes back to it, on turns with tool calls. `false`: not at all.
   * @default 'reasoning_content'
   */
  readonly reasoningField?: 'reasoning_content' | 'reasoning' | false | undefined;
  /** Every turn of the assistant must have the reasoning field, be it empty. @default false */
  readonly wantsAllReasoning?: boolean | undefined;
  /** Takes `json_object`, which asks for any JSON, beside a schema. @default true */
  readonly takesJsonObject?: boolean | undefined;
  /** How long an id of a tool call may be, and it is of letters and digits only. @default any */
  readonly toolCallIdLength?: number | undefined;
  /** Takes files by their address. @default false */
  readonly takesFileURLs?: boolean | undefined;
}
