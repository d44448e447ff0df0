import type { Outgoing } from '../transport.ts';

/** What belongs to a connection and not to a request; `proxy-authorization` would go to the service. */
const refused: ReadonlySet<string> = new Set(['proxy-authorization', 'transfer-encoding', 'keep-alive', 'upgrade', 'expect']);

function isSendable(name: string, value: string): boolean {
  const { validateHeaderName, validateHeaderValue } = process.getBuiltinModule('node:http');
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Why these headers are not sent, with undici's code for it and without any value; `undefined` if they are. */
export function headerRefusal(headers: Outgoing['headers']): Error | undefined {
  const wrong = Object.entries(headers).find(([name, value]) => refused.has(name) || !isSendable(name, value));
  return wrong === undefined ? undefined : Object.assign(new Error(`invalid ${wrong[0]} header`), { code: 'UND_ERR_INVALID_ARG' });
}
