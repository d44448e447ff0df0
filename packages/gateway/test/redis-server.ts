import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { describe } from 'vitest';

/** The server's binary on this machine. */
const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/** A suite that talks to a real server, or says why it does not run. */
export function describeRedis(name: string, suite: () => void): void {
  if (binary === undefined) describe.skip(`${name} (skipped: neither redis-server nor valkey-server is installed)`, suite);
  else describe(name, suite);
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real server of a test's own, which can be killed and started again at the same address. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** An ordinary client, to look and to disturb. */
  readonly client: Redis;
  /** `kill -9`: nothing is written, nobody is told. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Starts a server that keeps nothing on disk, unless `extra` says so. */
export async function startRedis(...extra: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const directory = await mkdtemp(path.join(tmpdir(), 'g4f-redis-'));
  const client = new Redis(port, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = spawn(binary ?? 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no', '--enable-debug-command', 'yes', ...extra], { stdio: 'ignore' });
    if (client.status === 'wait') void client.connect().catch(() => undefined);
    await client.ping().catch((error: unknown) => {
      // It is there, and wants a password.
      if (!(error instanceof Error) || !error.message.startsWith('NOAUTH')) throw error;
    });
  }

  async function kill(): Promise<void> {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGKILL');
    await exit;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    kill,
    start,
    async [Symbol.asyncDispose]() {
      client.disconnect();
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
