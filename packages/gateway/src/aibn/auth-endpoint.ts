import { opensChatgptDemo } from '@g4f/wires';
import type { Endpoint } from '../endpoint.ts';
import { readJson } from '../read-json.ts';
import { aibnError, orFailure } from './aibn-answer.ts';
import type { AibnOptions } from './aibn-options.ts';
import { callerOf } from './caller-of.ts';

/** `POST /api/auth`: a front end asks whether a password opens. `{ "code": 0 }` if it does, `{ "code": -1 }` if not. */
export function authEndpoint({ passwords = [] }: AibnOptions): Endpoint {
  return {
    method: 'POST',
    path: '/api/auth',
    isOpen: true,
    errorBody: aibnError,
    handle: (call, context) =>
      orFailure(async () => {
        const { value } = await readJson(call.request, context.maxBody);
        const given: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'pass') : undefined;
        const pass = typeof given === 'string' ? given : null;
        const caller = await callerOf(call.request, pass, context);
        const opens = caller !== undefined && (context.access.hasKeys || opensChatgptDemo(pass, passwords));
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: opens ? 0 : -1 }) };
      }),
  };
}
