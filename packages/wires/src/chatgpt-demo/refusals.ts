import type { ErrorCode } from '@g4f/core';

/**
 * What a deployment says when it refuses. Current builds answer `status` with `{"error":{"message":"<text>."}}`; those before
 * 17 March 2023 answer 200 with the bare `text` for a body.
 */
export const chatgptDemoRefusals = {
  input: { text: 'No input text', status: 400, code: 'invalid-request' },
  password: { text: 'Invalid password', status: 401, code: 'unauthorized' },
  signature: { text: 'Invalid signature', status: 401, code: 'unauthorized' },
} as const satisfies { readonly [name: string]: { readonly text: string; readonly status: number; readonly code: ErrorCode } };

/** One of {@link chatgptDemoRefusals}. */
export type ChatgptDemoRefusal = keyof typeof chatgptDemoRefusals;

/** The names of {@link chatgptDemoRefusals}. */
export const refusalNames = Object.keys(chatgptDemoRefusals) as readonly ChatgptDemoRefusal[];

/**
 * Tells which refusal a text is: the **whole** body of a 200, or the message of an error. A text that merely contains one is none.
 *
 * @example
 * chatgptDemoRefusal('Invalid signature.'); // 'signature'
 */
export function chatgptDemoRefusal(text: string): ChatgptDemoRefusal | undefined {
  return refusalNames.find((name) => text === chatgptDemoRefusals[name].text || text === `${chatgptDemoRefusals[name].text}.`);
}
