import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { aibn, createAibn } from '@g4f/provider-aibn';
import { aibnServer, listenProxy } from '@g4f/testkit/servers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRegistry } from './create-registry.ts';
import { fallback } from './fallback.ts';
import { discoverProviders } from './node.ts';

const messages = [{ role: 'user', content: 'Привет, как дела?' }] as const;
const answer = ['Привет', '! Всё', ' хорошо.'];
const text = answer.join('');

describe('a deployment that speaks the protocol', () => {
  test('streams its answer in the original way', async () => {
    await using server = await aibnServer({ answer });
    const aibn = createAibn({ baseURL: server.url });
    let written = '';
    for await (const chunk of aibn.createAsyncGenerator({ model: 'gpt-3.5-turbo', messages: [{ role: 'user', content: 'Привет, как дела?' }] })) written += chunk;
    expect(written).toBe(text);
  });

  test('is resolved by model and flags, and streams', async () => {
    await using server = await aibnServer({ answer });
    const registry = createRegistry([createAibn({ baseURL: server.url })]);
    const provider = registry.resolve({ model: 'gpt-3.5-turbo', supportsMessageHistory: true });
    let written = '';
    for await (const chunk of provider.createAsyncGenerator({ messages })) written += chunk;
    expect(written).toBe(text);
  });

  test('stands in for one that refuses, and for the dead one', async () => {
    await using server = await aibnServer({ answer });
    await using locked = await aibnServer({ pass: 'sesame' });
    const route = fallback([createAibn({ baseURL: locked.url, id: 'locked' }), createAibn({ baseURL: server.url })]);
    expect(await route.createAsync({ model: 'gpt-3.5-turbo', messages })).toBe(text);
  });

  test('is found where an app has installed it', async () => {
    await using server = await aibnServer({ answer });
    const app = await mkdtemp(path.join(tmpdir(), 'g4f-app-'));
    onTestFinished(() => rm(app, { recursive: true, force: true }));
    await mkdir(path.join(app, 'node_modules/@g4f'), { recursive: true });
    const installed = path.dirname(fileURLToPath(import.meta.resolve('@g4f/provider-aibn/plugin')));
    await symlink(path.dirname(installed), path.join(app, 'node_modules/@g4f/provider-aibn'), 'dir');
    await writeFile(path.join(app, 'package.json'), '{ "dependencies": { "@g4f/provider-aibn": "*" } }');
    const { providers } = await discoverProviders({ from: path.join(app, 'package.json'), env: { AIBN_BASE_URL: server.url } });
    expect(await createRegistry(providers).resolve({ supportsGpt35Turbo: true }).createAsync({ messages })).toBe(text);
  });
});

describe('the default aibn', () => {
  const registry = createRegistry([aibn]);

  test('is left out by selection, which says why', () => {
    expect(registry.select({ model: 'gpt-3.5-turbo' })).toEqual([]);
    expect(registry.explain({ model: 'gpt-3.5-turbo' })).toMatchObject([{ model: 'gpt-3.5-turbo', chosen: false, reasons: [{ code: 'working' }] }]);
    expect(() => registry.resolve({ model: 'gpt-3.5-turbo' })).toThrow("- aibn/gpt-3.5-turbo: is not declared to be working; ask with working: 'any'");
  });

  test('can be had on purpose', () => {
    expect(registry.get('aibn')).toBe(aibn);
    expect(registry.resolve({ model: 'aibn/gpt-3.5-turbo', working: 'any' })).toBe(aibn);
  });

  test('is really called then', async () => {
    await using proxy = await listenProxy({ refuse: 502 });
    await expect(registry.get('aibn')?.createAsync({ messages }, { proxy: proxy.url })).rejects.toMatchObject({ provider: 'aibn' });
    expect(proxy.seen).toMatchObject([{ target: 'aibn.cc:443' }]);
  });
});
