import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { streamAsk } from './asks.ts';
import type { Way } from './ways.ts';

/** Streams that are open. */
export interface HeldStreams {
  /** Reads them to their end. */
  readonly ended: () => Promise<void>;
}

function open(way: Way, shape: string, agent: Agent): Promise<IncomingMessage> {
  const body = streamAsk.body(way.modelOf(shape));
  return new Promise((resolve, reject) => {
    const asked = request(`${way.url}${streamAsk.path}`, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...way.headers } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${way.name} answered ${response.statusCode ?? ''}`));
      else resolve(response);
    });
    asked.on('error', reject).end(body);
  });
}

const begun = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    response.once('data', () => resolve()).once('error', reject);
  });

const end = async (response: IncomingMessage): Promise<void> => {
  if (!response.readableEnded) await once(response, 'end');
};

/** Opens so many streams at once, and resolves when the first words of each have come. */
export async function holdStreams(way: Way, count: number): Promise<HeldStreams> {
  const agent = new Agent({ maxSockets: count });
  const responses = await Promise.all(Array.from({ length: count }, () => open(way, 'held', agent)));
  await Promise.all(responses.map(begun));
  return {
    async ended() {
      await Promise.all(responses.map(end));
      agent.destroy();
    },
  };
}

/** Reads a long stream with a pause every 2 MB, and gives how many bytes came. */
export async function readFlood(way: Way): Promise<number> {
  const agent = new Agent();
  const response = await open(way, 'flood', agent);
  let bytes = 0;
  let next = 2e6;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes < next) continue;
    next += 2e6;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  agent.destroy();
  return bytes;
}
