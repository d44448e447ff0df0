import type { Strings } from '../strings/strings.ts';
import type { Trouble } from './model/message.ts';

type Reason = keyof Strings['chat']['reasons'];

/** What the gateway's codes, and those of OpenAI's that it writes, are in plain words. The first that fits holds. */
const codes: readonly (readonly [RegExp, Reason])[] = [
  [/no[-_]provider|model_not_found|not[-_]found/, 'noProvider'],
  [/rate[-_]limit/, 'rateLimited'],
  [/quota|payment/, 'quota'],
  [/too[-_]large|context/, 'tooLarge'],
  [/unsupported/, 'unsupported'],
  [/timeout/, 'timeout'],
  [/unauthori[sz]ed|api_key|authentication/, 'upstreamKey'],
  [/interrupted|empty/, 'interrupted'],
  [/upstream|blocked|server_error|overloaded/, 'upstream'],
];

const kinds: { readonly [kind in Trouble['kind']]?: Reason } = { offline: 'offline', reloaded: 'reloaded', unauthorized: 'unauthorized', forbidden: 'forbidden', 'rate-limited': 'rateLimited' };

/** Why an answer is not whole, in plain words; none where the gateway's own are all that is known. */
export function sayTrouble({ kind, code = '' }: Trouble, { reasons }: Strings['chat']): string | undefined {
  const reason = kinds[kind] ?? codes.find(([pattern]) => pattern.test(code))?.[1];
  return reason === undefined ? undefined : reasons[reason];
}
