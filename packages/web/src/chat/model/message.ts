import type { AnsweredBy, Usage } from '../../api/chat.ts';

/** A picture that goes along with a message. */
export interface Picture {
  readonly name: string;
  /** A data URL. */
  readonly url: string;
}

/** What somebody asked. */
export interface UserMessage {
  readonly id: string;
  readonly role: 'user';
  readonly text: string;
  readonly pictures: readonly Picture[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A call of a tool that the model asks for; nobody here answers it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as far as it came. */
  readonly text: string;
}

/** Why an answer is not whole. */
export interface Trouble {
  readonly kind: 'offline' | 'unauthorized' | 'forbidden' | 'rate-limited' | 'reloaded' | 'other';
  readonly message: string;
  readonly code?: string | undefined;
  /** Milliseconds after which it may be tried again. */
  readonly retryAfter?: number | undefined;
}

/** Where an answer's text came to: under way, whole, stopped by its reader, cut after it had begun, or never begun. */
export type AnswerState = 'streaming' | 'done' | 'stopped' | 'cut' | 'failed';

/** What a model answered. */
export interface Answer {
  readonly id: string;
  readonly role: 'assistant';
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly pictures: readonly Picture[];
  readonly sources: readonly { readonly url: string; readonly title: string }[];
  readonly state: AnswerState;
  readonly trouble?: Trouble | undefined;
  readonly by?: AnsweredBy | undefined;
  readonly usage?: Usage | undefined;
  /** The wire's own word: `stop`, `length`, `tool_calls` and others. */
  readonly finish?: string | undefined;
  /** Milliseconds from the question to the first of the answer, and to its end. */
  readonly firstMs?: number | undefined;
  readonly totalMs?: number | undefined;
  readonly at: number;
}

/** A turn of a conversation. */
export type Message = UserMessage | Answer;

/** What the answers of a conversation are asked with. */
export interface Ask {
  /** A model, or `provider/model`; empty for whoever can. */
  readonly model: string;
  /** What the model shall keep to. */
  readonly system: string;
  /** 0 to 2; `undefined` for the provider's own. */
  readonly temperature?: number | undefined;
  /** Tokens of an answer; `undefined` for the provider's own limit. */
  readonly maxTokens?: number | undefined;
}

/** A conversation without its messages. */
export interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly ask: Ask;
  /** Its messages, in order. */
  readonly order: readonly string[];
}
