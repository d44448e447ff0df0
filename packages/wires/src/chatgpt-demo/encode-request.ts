import { ProviderError, type Message } from '@g4f/core';
import { messageText } from '../message-text.ts';
import { signChatgptDemo } from './sign.ts';

/** What a chatgpt-demo deployment is asked. */
export interface ChatgptDemoRequest {
  readonly messages: readonly Message[];
  /** Unix time as an integer: seconds for aibn.cc, milliseconds for current builds. */
  readonly time: number;
  /** `PUBLIC_SECRET_KEY` of the deployment. */
  readonly secret: string;
  /** The site password. @default null: none */
  readonly pass?: string | null | undefined;
  /** 0 to 2. Older builds pass over it. @default the deployment's */
  readonly temperature?: number | undefined;
}

/** The JSON body of `POST /api/generate`. */
export interface ChatgptDemoBody {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly time: number;
  readonly pass: string | null;
  /** Lower-case hex. */
  readonly sign: string;
  readonly temperature?: number;
}

/**
 * Encodes and signs the body of `POST /api/generate`. The last message is signed as it is sent: flattened and well-formed.
 *
 * @throws ProviderError `invalid-request` for no messages, `unsupported` for what is not text
 * @example
 * const body = await encodeChatgptDemo({ messages: [{ role: 'user', content: 'Hi' }], time: Date.now(), secret: '' });
 */
export async function encodeChatgptDemo({ messages, time, secret, pass = null, temperature }: ChatgptDemoRequest): Promise<ChatgptDemoBody> {
  const flat = messages.map(({ role, content }) => {
    if (role === 'tool') throw new ProviderError('this wire carries no tool results', { code: 'unsupported' });
    return { role, content: messageText(content) };
  });
  const last = flat.at(-1);
  if (last === undefined) throw new ProviderError('messages is empty: send at least one', { code: 'invalid-request' });
  const sign = await signChatgptDemo({ time, content: last.content, secret });
  return { messages: flat, time, pass, sign, ...(temperature === undefined ? {} : { temperature }) };
}
