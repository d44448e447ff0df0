import { sha256Hex } from '../sha256-hex.ts';

/** What a signature is made over. */
export interface SignedFields {
  /** Unix time as an integer, in the unit of the deployment. */
  readonly time: number;
  /** The content of the last message, the very string that is sent. */
  readonly content: string;
  /** `PUBLIC_SECRET_KEY` of the deployment; `'undefined'` in builds before 26 April 2023 that had none, later `''`. */
  readonly secret: string;
}

/**
 * The signature of a chatgpt-demo request: lower-case hex SHA-256 of `time:content:secret` in UTF-8.
 *
 * @example
 * await signChatgptDemo({ time: 1696118400, content: 'Hello', secret: 'undefined' }); // '5a56baa2…'
 */
export function signChatgptDemo({ time, content, secret }: SignedFields): Promise<string> {
  return sha256Hex(`${time}:${content}:${secret}`);
}
