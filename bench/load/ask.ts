import { request, type Agent, type ClientRequest } from 'node:http';

/** One request. */
export interface Ask {
  readonly model: string;
  readonly agent: Agent;
  /** @default true */
  readonly isStream?: boolean;
  /** What stands in the prompt. @default 'Hi' */
  readonly prompt?: string;
  /** Told at the first bytes of the answer. */
  readonly onBegin?: (request: ClientRequest) => void;
  /** Told how many bytes came. */
  readonly onBytes?: (bytes: number) => void;
  /** Milliseconds after which it hangs. @default 60_000 */
  readonly patience?: number;
}

/** How a request ended: a status that is none of 200; all of an answer; an error inside one; an answer that was cut off; nothing in time. */
export type Ending = `status ${number}` | 'complete' | 'error in the stream' | 'cut' | 'lost' | 'hung';

/** Asks for a chat, and tells how it ended. Never rejects. */
export function ask(url: string, { model, agent, isStream = true, prompt = 'Hi', onBegin, onBytes, patience = 60_000 }: Ask): Promise<Ending> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ model, stream: isStream, messages: [{ role: 'user', content: prompt }] });
    const timer = setTimeout(() => {
      resolve('hung');
      asked.destroy();
    }, patience);
    const end = (ending: Ending): void => {
      clearTimeout(timer);
      resolve(ending);
    };
    const asked = request(`${url}/v1/chat/completions`, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      let tail = '';
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) onBegin?.(asked);
        bytes += chunk.length;
        onBytes?.(bytes);
        tail = (tail + chunk.subarray(-400).toString()).slice(-400);
      });
      response.on('error', () => undefined);
      response.on('close', () => {
        if (!response.complete) end('cut');
        else if (response.statusCode !== 200) end(`status ${response.statusCode ?? 0}`);
        else if (isStream ? tail.endsWith('data: [DONE]\n\n') : tail.includes('"usage"')) end('complete');
        else end(tail.includes('"error"') ? 'error in the stream' : 'cut');
      });
    });
    asked.on('error', () => end('lost'));
    asked.end(body);
  });
}

/** How many ended in which way. */
export function tally(endings: readonly Ending[]): { readonly [ending: string]: number } {
  const counts: { [ending: string]: number } = {};
  for (const ending of endings) counts[ending] = (counts[ending] ?? 0) + 1;
  return counts;
}

/** Does something `times` over, so many at once. */
export async function repeat<T>(times: number, atOnce: number, work: (index: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < times) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, times) }, worker));
  return results;
}
