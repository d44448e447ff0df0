import { alternate, isShort } from '../lib/alternate.ts';
import { serverCpu, type Load } from '../lib/load.ts';
import { report } from '../lib/row.ts';
import { serve } from '../lib/upstream.ts';

/** One request through the gateway: its CPU time, beside that of a proxy which does nothing but hand bytes on. */
const rounds = isShort ? 5 : 9;
const messages = [{ role: 'system', content: 'You are a helpful assistant.' }, { role: 'user', content: 'Tell me about the town of Bern, in a few words. '.repeat(4) }];
const chat = '/v1/chat/completions';
const whole: Load = { path: chat, body: JSON.stringify({ model: 'm', messages, temperature: 0.5 }), requests: 2_000, connections: 64, check: (text) => text.includes('"usage"') };
const stream: Load = { path: chat, body: JSON.stringify({ model: 'm', messages, stream: true }), requests: 800, connections: 64, check: (text) => text.endsWith('data: [DONE]\n\n') };
const translated: Load = {
  path: '/v1/messages',
  body: JSON.stringify({ model: 'm', max_tokens: 999, stream: true, system: 'You are a helpful assistant.', messages: messages.slice(1) }),
  requests: 800,
  connections: 64,
  check: (text) => text.includes('message_stop'),
};

async function measure(goal: string, work: string, limit: number, upstream: readonly [string, ...string[]], ours: Load, bare: Load): Promise<void> {
  await using up = await serve(...upstream);
  await using floor = await serve('floor-proxy', up.url);
  await using gateway = await serve('gateway', up.url);
  const figures = await alternate({ floor: () => serverCpu(floor.url, bare), ours: () => serverCpu(gateway.url, ours) }, rounds);
  // What was reached stands between twice and thrice the goals.
  report({ goal, work, unit: 'ms CPU', ...figures, limit, alarm: 4 * limit });
}

await measure('P3', 'a JSON completion through the gateway, over a bare proxy', 1 / 0.65, ['json'], whole, whole);
await measure('P4', 'a stream of 256 events relayed, over a bare proxy, all in one write', 1 / 0.85, ['sse', 'one-write'], stream, stream);
await measure('P4', 'the same, each event alone', 1 / 0.85, ['sse', 'each-alone'], { ...stream, requests: 300 }, { ...stream, requests: 300 });
await measure('P5', 'a stream of 256 events translated, Anthropic in and OpenAI up, over a bare proxy', 1 / 0.35, ['sse', 'one-write'], translated, stream);
await measure('P5', 'the same, each event alone', 1 / 0.35, ['sse', 'each-alone'], { ...translated, requests: 300 }, { ...stream, requests: 300 });

/** Portkey's gateway in the floor's place: so many times less than it must ours take. */
async function besidePortkey(goal: string, work: string, times: number, upstream: readonly [string, ...string[]], load: Load): Promise<void> {
  await using up = await serve(...upstream);
  await using gateway = await serve('gateway', up.url);
  await using portkey = await serve('portkey');
  const [url = '', told] = portkey.url.split(' ');
  const theirs: Load = { ...load, requests: load.requests / 10, headers: { authorization: 'Bearer key', 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${up.url}/v1` } };
  const figures = await alternate({ floor: () => serverCpu(url, theirs, told), ours: () => serverCpu(gateway.url, load) }, rounds);
  report({ goal, work, unit: 'ms CPU', ...figures, limit: 1 / times, alarm: 4 / times });
}

await besidePortkey('P3', "the same JSON completion, over Portkey's gateway", 5, ['json'], whole);
await besidePortkey('P4', "the same stream relayed, over Portkey's gateway, all in one write", 10, ['sse', 'one-write'], stream);
