import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { aibnServer, type Upstream } from '@g4f/testkit/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const main = path.join(import.meta.dirname, '../src/main.ts');
const hello = 'Привет, 你好 🌍';
let project: string;

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly cwd?: string;
  /** A file to write to, in place of a pipe. */
  readonly stdout?: number;
  readonly whileRunning?: (child: ChildProcess) => unknown;
}

/** Runs the CLI as a shell does, from its source. */
async function g4f(argv: readonly string[], { env = {}, stdin = '', cwd = tmpdir(), stdout, whileRunning }: Options = {}) {
  const child = spawn(process.execPath, [main, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], G4F_PROVIDERS: 'aibn', ...env },
    stdio: ['pipe', stdout ?? 'pipe', 'pipe'],
  });
  child.stdin?.end(stdin);
  const [out, err] = [child.stdout, child.stderr].map(async (stream) => (stream === null ? '' : text(stream).catch(() => ''))); // a test may break it off
  whileRunning?.(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: (await out) ?? '', err: (await err) ?? '' };
}

const at = (server: Upstream) => ({ AIBN_BASE_URL: server.url });
const afterFirstByte = (act: (child: ChildProcess) => unknown) => (child: ChildProcess) => {
  child.stdout?.once('data', () => act(child));
};

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'g4f-cli-'));
  const add = async (name: string, manifestOf: object, plugin: string): Promise<void> => {
    const folder = path.join(project, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', type: 'module', exports: { './plugin': './plugin.js' }, ...manifestOf }));
    await writeFile(path.join(folder, 'plugin.js'), plugin);
  };
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ dependencies: { 'provider-fixed': '1', 'provider-broken': '1' } }));
  const g4fField = { g4f: { entry: './plugin', contract: 1 } };
  const fixed = `
    const parts = async function* () { yield { type: 'text', text: 'fixed' }; yield { type: 'finish', reason: 'stop' }; };
    export default () => ({ id: 'fixed', url: 'https://fixed.example', models: ['one'], working: true, contract: 1, createPartGenerator: parts, createAsyncGenerator: parts, createAsync: async () => 'fixed' });`;
  await add('provider-fixed', g4fField, fixed);
  await add('provider-broken', g4fField, 'throw new Error("out of order");');
  await mkdir(path.join(project, 'deep/inside'), { recursive: true });
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('g4f, the program', () => {
  test('streams an answer from a deployment of Aibn', async () => {
    await using server = await aibnServer();
    const { code, out, err } = await g4f(['chat', 'Привет'], { env: at(server) });
    expect([code, out]).toEqual([0, `${hello}\n`]);
    expect(err).toMatch(/^aibn\/gpt-3\.5-turbo · \d+\.\d s\n$/);
    expect(server.calls[0]?.messages).toEqual([{ role: 'user', content: 'Привет' }]);
  });

  test('goes to the address of --base-url', async () => {
    await using server = await aibnServer();
    expect(await g4f(['chat', '-p', 'aibn', '--base-url', server.url, 'Hi'])).toMatchObject({ code: 0, out: `${hello}\n` });
  });

  test('shows parts as lines of JSON, from a prompt on standard input', async () => {
    await using server = await aibnServer({ mode: 'split-characters' });
    const { out } = await g4f(['chat', '--json'], { env: at(server), stdin: 'Hi' });
    const parts = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly text?: string });
    expect(parts.map((part) => part.text ?? '').join('')).toBe(hello);
    expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'stop' });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at %s with %i, what came before on stdout and nothing else', async (signal, code) => {
    await using server = await aibnServer({ mode: 'never-ends' });
    const result = await g4f(['chat', 'Hi'], { env: at(server), whileRunning: afterFirstByte((child) => child.kill(signal)) });
    expect(result).toMatchObject({ code, err: '' });
    expect(hello.startsWith(result.out.trimEnd())).toBe(true);
  });

  test('takes a closed pipe for no error, and leaves upstream', async () => {
    await using server = await aibnServer({ mode: 'flood' });
    const result = await g4f(['chat', 'Hi'], { env: at(server), whileRunning: afterFirstByte((child) => child.stdout?.destroy()) });
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(await server.calls[0]?.closed).toMatchObject({ isComplete: false });
  });

  test.skipIf(!existsSync('/dev/full'))('exits 1 where stdout takes no more', async () => {
    const full = openSync('/dev/full', 'w');
    const { code, err } = await g4f(['models'], { stdout: full });
    closeSync(full);
    expect([code, err]).toEqual([1, expect.stringMatching(/^g4f: ENOSPC.*\n$/)]);
  });

  test('exits 1 with one line where upstream refuses', async () => {
    await using server = await aibnServer({ mode: 'wants-password' });
    const { code, out, err } = await g4f(['chat', 'Hi'], { env: at(server) });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^g4f: aibn: .*AIBN_PASS.*\n$/);
  });

  test('exits 3 where nobody matches, and 2 for what it cannot read', async () => {
    expect(await g4f(['chat', 'Hi', '--require', 'supportsTools'])).toMatchObject({ code: 3, out: '', err: expect.stringContaining('aibn: is not declared to be working') });
    expect(await g4f(['chat', 'Hi', '--nonsense'])).toMatchObject({ code: 2, out: '' });
  });

  test('tells its version', async () => {
    expect(await g4f(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
    expect(await g4f(['chat', '--help', '--version'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('discovery', () => {
  test('finds what the project of the directory and the CLI itself depend on', async () => {
    const { code, out } = await g4f(['providers', '--json'], { cwd: path.join(project, 'deep/inside'), env: { G4F_PROVIDERS: undefined } });
    const { providers, failed } = JSON.parse(out) as { readonly providers: readonly { readonly id: string; readonly from: string }[]; readonly failed: readonly unknown[] };
    expect(code).toBe(0);
    const ids = providers.map(({ id }) => id);
    expect([ids.at(0), ids.at(1), ids.at(-1)]).toEqual(['fixed', 'openai', 'llama']);
    expect(providers[0]).toEqual({ id: 'fixed', url: 'https://fixed.example', working: true, models: [{ id: 'one' }], flags: { working: true }, from: 'provider-fixed@1.2.3' });
    expect(providers[1]?.from).toMatch(/^@g4f\/provider-openai@\d/);
    expect(failed).toEqual([{ packageName: 'provider-broken', reason: expect.stringContaining('out of order') }]);
  });

  test('shows in a table what was found, and on stderr what failed', async () => {
    const { out, err } = await g4f(['providers'], { cwd: project });
    expect(out).toMatch(/^PROVIDER +WORKING +MODELS +FLAGS\naibn +no +gpt-3.5-turbo +messageHistory .*\n$/);
    expect(err).toContain('note: provider-broken failed to load:');
  });

  test('colours a pipe when it is told to, and nothing with NO_COLOR', async () => {
    expect((await g4f(['providers'], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001B[2mPROVIDER');
    expect((await g4f(['providers'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out).not.toContain('\u001B');
  });
});
