import type { ChatgptDemoRefusal } from './refusals.ts';
import { signChatgptDemo } from './sign.ts';

/** A request as a server understands it. */
export interface ParsedChatgptDemoRequest {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly time: number;
  readonly pass: string | null;
  readonly sign: string;
  readonly temperature: number | undefined;
}

/** What a server holds a request against. */
export interface ChatgptDemoGate {
  readonly secret: string;
  /** Any of these opens. @default []: no password is wanted */
  readonly passwords?: readonly string[] | undefined;
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** Reads the JSON of a body as loosely as a deployment does; `undefined` where there are no messages: the refusal `input`. */
export function parseChatgptDemo(body: unknown): ParsedChatgptDemoRequest | undefined {
  if (!isObject(body) || !Array.isArray(body['messages']) || body['messages'].length === 0) return undefined;
  const { messages, time, pass, sign, temperature } = body;
  return {
    messages: messages.map((message: unknown) =>
      isObject(message) ? { role: String(message['role']), content: message['content'] } : { role: '', content: undefined },
    ),
    time: typeof time === 'number' ? time : NaN,
    pass: typeof pass === 'string' ? pass : null,
    sign: typeof sign === 'string' ? sign : '',
    temperature: typeof temperature === 'number' ? temperature : undefined,
  };
}

/** Compares without telling by the time it takes where two strings differ. Their lengths are not hidden. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let at = 0; at < right.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}

/**
 * Whether a password is one of those that open. With none of them, every password does, and none too.
 *
 * @example
 * opensChatgptDemo('sesame', ['sesame', 'mellon']); // true
 */
export function opensChatgptDemo(pass: string | null, passwords: readonly string[]): boolean {
  return passwords.length === 0 || passwords.map((password) => isSame(pass ?? '', password)).includes(true);
}

/**
 * Checks a request in a deployment's own order: the password, then the signature. Gives the refusal, or `undefined` for a request
 * that may pass. The time is not checked: no build does.
 *
 * @example
 * const request = parseChatgptDemo(JSON.parse('{"messages":[{"role":"user","content":"Hi"}],"time":1,"sign":"…"}'));
 * const refusal = request === undefined ? 'input' : await verifyChatgptDemo(request, { secret: '' });
 */
export async function verifyChatgptDemo(
  { messages, time, pass, sign }: ParsedChatgptDemoRequest,
  { secret, passwords = [] }: ChatgptDemoGate,
): Promise<ChatgptDemoRefusal | undefined> {
  if (!opensChatgptDemo(pass, passwords)) return 'password';
  // A deployment puts the content into a template literal, whatever it is.
  const content = String(messages.at(-1)?.content);
  return isSame(sign, await signChatgptDemo({ time, content, secret })) ? undefined : 'signature';
}
