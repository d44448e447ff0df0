import { request } from 'undici';
import { createAibn } from '../../packages/provider-aibn/src/index.ts';
import { impersonation } from '../../packages/requests/src/impersonate/impersonation.ts';
import { encodeChatgptDemo } from '../../packages/wires/src/index.ts';
import { alternate, isShort } from '../lib/alternate.ts';
import { report } from '../lib/row.ts';
import { cpuOf, lengthOf } from '../lib/streams.ts';
import { serve } from '../lib/upstream.ts';

/**
 * `aibn` on raw text, 256 chunks a stream, against undici's `request` with `setEncoding('utf8')` that sends the same signed body under
 * the same headers: this process's CPU time for each stream.
 */
const streams = 150;
const rounds = isShort ? 7 : 15;
const messages = [{ role: 'user', content: 'Hi' }] as const;
const length = Array.from({ length: 256 }, (_, index) => `слово${index} `).join('').length;

const cpu = (consume: () => Promise<number>): Promise<number> => cpuOf(consume, { streams, length });

for (const [shape, called] of [['one-write', 'all in one write'], ['each-alone', 'each chunk alone']] as const) {
  await using server = await serve('text', shape);
  const provider = createAibn({ baseURL: server.url });
  const url = `${server.url}/api/generate`;
  const headers = { ...impersonation({ browser: 'chrome107', tls: 'native' }).headersFor('POST', new URL(url)), 'content-type': 'application/json' };
  const { floor, ours } = await alternate(
    {
      floor: () =>
        cpu(async () => {
          const body = JSON.stringify(await encodeChatgptDemo({ messages, time: Date.now(), secret: '' }));
          const { body: answer } = await request(url, { method: 'POST', headers, body });
          answer.setEncoding('utf8');
          return lengthOf(answer);
        }),
      ours: () => cpu(() => lengthOf(provider.createAsyncGenerator({ messages }))),
    },
    rounds,
  );
  report({ key: `aibn-${shape}`, goal: 'P2', work: `aibn, 256 chunks of raw text, ${called}`, beside: 'undici request', unit: 'ms CPU', ours, other: floor, limit: 1.15 });
}
process.exit(); // pooled sockets of the floor
