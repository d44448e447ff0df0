import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { serveG4f, type Serving } from '../lib/serve-g4f.ts';

/** `g4f serve` in a process of its own. */
export interface Gateway extends Serving {
  /** What it says of itself at `/metrics`. */
  readonly state: () => Promise<State>;
  /** The same, once its garbage has been collected. */
  readonly collected: () => Promise<State>;
}

/** What a gateway holds at a moment. */
export interface State {
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Bytes of objects and buffers; what nobody holds any more counts until it is collected. */
  readonly held: number;
  /** File descriptors; `NaN` where the system does not tell. */
  readonly descriptors: number;
  /** Requests under way, this question not counted. */
  readonly underWay: number;
  /** Chats that were counted, by status. */
  readonly chats: { readonly [status: string]: number };
}

const collect = path.join(import.meta.dirname, 'collect.ts');
const models = ['paced', 'held', 'whole', 'flood', 'reset', 'cut', 'ends-early', 'mute', 'stalls', 'noise', 'garbage', 'page', 'broken', 'busy', 'shared'];

async function stateOf(url: string): Promise<State> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const number = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  const chats: { [status: string]: number } = {};
  for (const [, status = '', count] of text.matchAll(/^g4f_requests_total\{.*completions",status="(\d+)".*\} (\d+)$/gm)) chats[status] = (chats[status] ?? 0) + Number(count);
  return { memory: number('process_resident_memory_bytes'), held: number('nodejs_heap_size_used_bytes') + number('nodejs_external_memory_bytes'), descriptors: number('process_open_fds'), underWay: number('g4f_requests_in_flight') - 1, chats };
}

/** Starts a gateway over an upstream of `servers/faults.ts`. The model `busy` is also there at a spare one, which does well. */
export async function startGateway(upstream: string, timeouts = ''): Promise<Gateway> {
  const provider = (id: string, address: string, names: readonly string[]): string => `  - { id: ${id}, kind: openai, baseURL: "${upstream}${address}", apiKey: any, models: [${names.join(', ')}] }\n`;
  const providers = [...models.map((model) => provider(model, '/v1', [model])), provider('spare', '/spare/v1', ['busy'])];
  const config = `metrics: open\nlogging: { level: silent }\ntimeouts: { ${timeouts} }\nproviders:\n${providers.join('')}`;
  const serving = await serveG4f({ config, nodeArgs: ['--expose-gc', '--import', collect] });
  const { url, signal } = serving;
  return {
    ...serving,
    state: () => stateOf(url),
    async collected() {
      signal('SIGUSR2');
      await setTimeout(500);
      return stateOf(url);
    },
  };
}
