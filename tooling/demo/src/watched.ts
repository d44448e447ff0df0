import { signChatgptDemo } from '@g4f/wires';
import type { Endpoint } from '@g4f/gateway';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

/** Computes again at the server what a request should be signed with, and says how it compares. */
async function describeSignature(body: string, secret: string): Promise<string> {
  const asked: unknown = JSON.parse(body);
  if (!isObject(asked) || !Array.isArray(asked['messages'])) return 'no messages';
  const { time, sign, messages } = asked;
  const last: unknown = messages.at(-1);
  const expected = await signChatgptDemo({ time: Number(time), content: String(isObject(last) ? last['content'] : undefined), secret });
  return `time ${String(time)}, sign ${String(sign)}\n          SHA-256 of "time:content:secret" here: ${expected}`;
}

/** The same endpoint, which says what came and what it answered. */
export function watched(endpoint: Endpoint, secret: string, print: (line: string) => void): Endpoint {
  return {
    ...endpoint,
    async handle({ request, ...call }, context) {
      let body = '';
      const answer = await endpoint.handle(
        {
          ...call,
          request: {
            ...request,
            async body(limit) {
              const bytes = await request.body(limit);
              body = new TextDecoder().decode(bytes);
              return bytes;
            },
          },
        },
        context,
      );
      print(`  server: POST ${endpoint.path}, ${await describeSignature(body, secret)}\n          ${answer.status === 200 ? 'the signature is right: 200' : `${answer.status} ${typeof answer.body === 'string' ? answer.body : ''}`}`);
      return answer;
    },
  };
}
