import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AsyncGeneratorProvider } from '@g4f/core';
import { configureGateway, noConfig, type ConfiguredGateway, type GatewayConfig, type LoadedConfig } from '../src/config.ts';
import { configSchema } from '../src/config/schema.ts';
import { serve } from '../src/node.ts';
import { createLog } from '../src/telemetry.ts';
import { scripted } from './scripted.ts';

/** A gateway that goes by a configuration, on a port of its own. */
export interface ServedConfig extends AsyncDisposable {
  readonly url: string;
  readonly configured: ConfiguredGateway;
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** Asks as an admin does. */
  readonly admin: (method: string, path: string, body?: object, headers?: { readonly [name: string]: string }) => Promise<{ readonly status: number; readonly body: any }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows its own
  /** Asks for a chat, and gives the status. */
  readonly chat: (key?: string) => Promise<number>;
}

export interface ServeConfigOptions {
  readonly settings?: GatewayConfig;
  readonly adminKey?: string | undefined;
  readonly providers?: readonly AsyncGeneratorProvider[];
}

/** A folder that is gone after the test. */
export async function folder(): Promise<AsyncDisposable & { readonly path: string }> {
  const made = await mkdtemp(path.join(tmpdir(), 'g4f-admin-'));
  return { path: made, [Symbol.asyncDispose]: () => rm(made, { recursive: true, force: true }) };
}

export const loaded = (settings: GatewayConfig = {}): LoadedConfig => ({ ...noConfig, settings: configSchema.parse(settings) });

/** Serves a configuration; its keys are kept in `keysFile` unless `settings` says otherwise. */
export async function serveConfig(keysFile: string, { settings = {}, adminKey, providers = [scripted('one', ['Hi']).provider] }: ServeConfigOptions = {}): Promise<ServedConfig> {
  const lines: string[] = [];
  const log = await createLog({ stream: { write: (line: string) => void lines.push(line) } });
  const configured = await configureGateway({ config: loaded({ admin: { keysFile }, ...settings }), sources: async () => ({ found: providers, make: () => Promise.reject(new Error('none')) }), catalogue: { lookup: () => undefined }, log, adminKey });
  const server = await serve(configured.gateway, { port: 0 });
  return {
    url: server.url,
    configured,
    lines,
    async admin(method, path, body, headers = {}) {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(server.url + path, { method, headers: { 'content-type': 'application/json', ...(adminKey !== undefined && { authorization: `Bearer ${adminKey}` }), ...headers }, ...json });
      return { status: response.status, body: await response.json() };
    },
    async chat(key) {
      const response = await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', headers: key === undefined ? {} : { authorization: `Bearer ${key}` }, body: '{"model":"small","messages":[{"role":"user","content":"Hi"}]}' });
      await response.arrayBuffer();
      return response.status;
    },
    async [Symbol.asyncDispose]() {
      await server.close({ grace: 0 });
      await configured[Symbol.asyncDispose]();
    },
  };
}
