import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineProvider, ProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { configureGateway, noConfig, type LoadedConfig } from '@g4f/gateway/config';
import { createPage, serve } from '@g4f/gateway/node';
import { createLog } from '@g4f/gateway/telemetry';
import { catalogue } from '@g4f/models/all';
import { preparePage } from '@g4f/web';

/** A gateway with its page, as `g4f serve` starts it. */
export interface Operated extends AsyncDisposable {
  readonly url: string;
  /** Asks for a chat; gives the status. */
  readonly chat: (model: string, headers?: { readonly [name: string]: string }) => Promise<number>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One provider for each thing that the registry may have to show. */
export function cast(): readonly AsyncGeneratorProvider[] {
  const openai = defineProvider(
    { id: 'openai', url: 'https://api.openai.com/v1', models: ['gpt-4.1-mini', 'gpt-4.1', 'gpt-4o'], working: true, needsAuth: true, supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: true, supportsImages: true, supportsFiles: false, supportsStructuredOutput: true },
    async function* () {
      await sleep(5 + 15 * Math.random() ** 3);
      yield 'Hello';
      await sleep(5 + 40 * Math.random() ** 2);
      yield { type: 'usage', usage: { inputTokens: 420, outputTokens: 96 }, provenance: 'reported' };
    },
  );
  const flaky = defineProvider({ id: 'our-vllm', url: 'http://10.0.0.5:8000/v1', models: ['qwen2.5-72b'], working: true, supportsMessageHistory: true, supportsSystemMessage: true }, async function* () {
    await sleep(5);
    throw new ProviderError('upstream answered 503: CUDA out of memory', { code: 'upstream', provider: 'our-vllm', status: 503 });
    yield '';
  });
  const local = defineProvider({ id: 'llama', url: 'http://localhost', models: [{ id: 'SmolLM2-135M-Instruct', contextWindow: 8_192 }], working: true, local: true, needsAuth: false, supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: false, supportsImages: false }, async function* () {
    await sleep(10);
    yield 'A small answer';
  });
  const idle = defineProvider({ id: 'anthropic', url: 'https://api.anthropic.com', models: ['claude-sonnet-4-5'], needsAuth: true, supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: true, supportsImages: true, supportsReasoning: true }, async function* () {
    yield await Promise.reject(new ProviderError('anthropic: no key; set ANTHROPIC_API_KEY', { code: 'unauthorized', provider: 'anthropic' }));
  });
  return [openai, flaky, local, idle];
}

/** Serves a configuration with the page. */
export async function serveOperated({ adminKey, settings = {}, providers = cast() }: { readonly adminKey?: string; readonly settings?: LoadedConfig['settings']; readonly providers?: readonly AsyncGeneratorProvider[] } = {}): Promise<Operated> {
  const home = await mkdtemp(path.join(tmpdir(), 'g4f-page-'));
  const log = await createLog({ level: 'silent' });
  const config: LoadedConfig = { ...noConfig, settings: { admin: { keysFile: path.join(home, 'keys.json') }, ...settings } };
  const configured = await configureGateway({ config, sources: async () => ({ found: providers, make: () => Promise.reject(new Error('none')) }), catalogue, log, adminKey, page: createPage(await preparePage()) });
  const server = await serve(configured.gateway, { port: 0 });
  return {
    url: server.url,
    async chat(model, headers = {}) {
      const response = await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }) });
      await response.arrayBuffer();
      return response.status;
    },
    async [Symbol.asyncDispose]() {
      await server.close({ grace: 0 });
      await configured[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}
