import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** `g4f serve` in a process of its own. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** What it says of itself at `/metrics`. */
  readonly state: () => Promise<State>;
  /** The same, once its garbage has been collected. */
  readonly collected: () => Promise<State>;
  /** SIGTERM; resolves with its exit code once it is gone. */
  readonly stop: () => Promise<number | null>;
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

const main = path.join(import.meta.dirname, '../../packages/cli/src/main.ts');
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
  const folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-load-'));
  const config = path.join(folder, 'g4f.yaml');
  const provider = (id: string, address: string, names: readonly string[]): string => `  - { id: ${id}, kind: openai, baseURL: "${upstream}${address}", apiKey: any, models: [${names.join(', ')}] }\n`;
  const providers = [...models.map((model) => provider(model, '/v1', [model])), provider('spare', '/spare/v1', ['busy'])];
  writeFileSync(config, `metrics: open\nlogging: { level: silent }\ntimeouts: { ${timeouts} }\nproviders:\n${providers.join('')}`);
  const child = spawn(process.execPath, ['--expose-gc', '--import', collect, main, 'serve', '--port', '0', '--config', config], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NO_PROXY: '*' } });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let url: string | undefined;
  while (url === undefined) {
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`the gateway did not start: ${said}`);
    url = /listens on (http:\/\/[\d.:]+)/.exec(said)?.[1];
  }
  const address = url;
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  return {
    url: address,
    state: () => stateOf(address),
    async collected() {
      child.kill('SIGUSR2');
      await setTimeout(500);
      return stateOf(address);
    },
    stop,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
