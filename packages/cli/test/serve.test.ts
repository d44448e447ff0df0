import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, listenWire, speak, type Upstream } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { fails, file, start } from './serving.ts';

const key = 'a-key-of-thirty-two-characters-xx';

const openai = (upstream: Upstream): NodeJS.ProcessEnv => ({ OPENAI_BASE_URL: `${upstream.url}/v1`, OPENAI_API_KEY: 'sk-upstream-secret' });

function ask(url: string, { stream = false, model = 'gpt-4.1-mini', headers = {}, prompt = 'Hi' }: { readonly stream?: boolean; readonly model?: string; readonly headers?: { readonly [name: string]: string }; readonly prompt?: string } = {}): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: prompt }] }) });
}

/** Asks over a connection of its own, which any worker may get. */
async function askOnce(url: string): Promise<void> {
  const request = httpRequest(`${url}/v1/chat/completions`, { method: 'POST', agent: false });
  request.end(JSON.stringify({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Hi' }] }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await response.toArray();
}

/** An answer of which the second half waits. */
function inHalves() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { act: answer(['first half, ', () => promise, 'second half']), goOn: () => resolve(undefined) };
}

async function firstBytes(response: Response): Promise<{ readonly rest: () => Promise<string> }> {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes('first half')) text += decoder.decode((await reader.read()).value, { stream: true });
  return {
    async rest() {
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) text += decoder.decode(value, { stream: true });
      return text;
    },
  };
}

describe('g4f serve', () => {
  test('says where it is, who answers, and a curl line that works as printed', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['Hello', ' there']));
    const { out, says, child, ended } = await start([], { env: { ...openai(upstream), G4F_PROVIDERS: 'openai,groq' } });
    await says(/curl [\s\S]*}'\n/);
    expect(out()).toMatch(new RegExp(`^g4f ${manifest.version} listens on http://127\\.0\\.0\\.1:\\d+\\n`));
    expect(out()).toMatch(/^ {2}openai {2}\S.* gpt-4\.1-mini \+\d+$/m);
    expect(out()).toContain('not configured: groq');
    const shell = spawn('sh', ['-c', `${/curl [\s\S]*}'/.exec(out())?.[0] ?? ''} -s`], { env: { PATH: process.env['PATH'], NO_PROXY: '*' } });
    let said = '';
    shell.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(shell, 'close');
    expect(JSON.parse(said)).toMatchObject({ object: 'chat.completion', choices: [{ message: { content: 'Hello there' } }] });
    await says(/POST \/v1\/chat\/completions 200 openai\/gpt-4\.1-mini/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('at SIGTERM says that it is not ready, lets a stream come to its end, and exits 0', async () => {
    const { act, goOn } = inHalves();
    await using upstream = await listenWire(speak(openaiChat), act);
    const config = await file('g4f.yaml', 'timeouts:\n  drain: 1s\n');
    const { url, child, ended, says } = await start(['--config', config], { env: openai(upstream) });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const stream = await firstBytes(await ask(url, { stream: true }));
    child.kill('SIGTERM');
    await says(/stopping when what is under way has ended \(1\)/);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await sleep(1_100); // the port is closed, the stream is not
    goOn();
    expect(await stream.rest()).toMatch(/second half[\s\S]*data: \[DONE\]\s*$/);
    expect(await ended).toBe(0);
  });

  test('at a second SIGINT ends at once', async () => {
    const { act } = inHalves();
    await using upstream = await listenWire(speak(openaiChat), act);
    const { url, child, ended, says } = await start([], { env: openai(upstream) });
    const stream = await firstBytes(await ask(url, { stream: true }));
    child.kill('SIGINT');
    await says(/Ctrl-C again cuts it off/);
    child.kill('SIGINT');
    await ended;
    expect(child.signalCode).toBe('SIGINT');
    await expect(stream.rest()).rejects.toThrow();
  });

  test('cuts off at the end of the grace period what has not ended', async () => {
    const { act } = inHalves();
    await using upstream = await listenWire(speak(openaiChat), act);
    const config = await file('g4f.yaml', 'timeouts: { grace: 300ms }\n');
    const { url, child, ended } = await start(['--config', config], { env: openai(upstream) });
    const stream = await firstBytes(await ask(url, { stream: true }));
    child.kill('SIGTERM');
    await expect(stream.rest()).rejects.toThrow();
    expect(await ended).toBe(0);
  });

  test('reads its configuration again under an open stream, and keeps the old one where the new one is wrong', async () => {
    const { act, goOn } = inHalves();
    await using upstream = await listenWire(speak(openaiChat), act);
    const config = await file('g4f.yaml', 'aliases: { one: gpt-4.1-mini }\n');
    const { url, child, says } = await start(['--config', config], { env: openai(upstream) });
    const stream = await firstBytes(await ask(url, { stream: true, model: 'one' }));

    await writeFile(config, 'aliases: { one: gpt-4.1-mini, two: gpt-4.1-mini }\n');
    await says(/read .*g4f\.yaml again/);
    upstream.play(answer(['by another name']));
    expect(await (await ask(url, { model: 'two' })).text()).toContain('by another name');

    await writeFile(config, 'aliases:\n  three: gpt-4.1-mini\nprot: 80\n');
    await says(/line 3: prot: there is no such field here; did you mean port\?[\s\S]*stays/);
    expect((await ask(url, { model: 'three' })).status).toBe(404);
    upstream.play(answer(['still there']));
    expect((await ask(url, { model: 'two' })).status).toBe(200);

    await writeFile(config, 'aliases: { three: gpt-4.1-mini }\n');
    child.kill('SIGHUP');
    await expect.poll(async () => {
      upstream.play(answer(['three']));
      return (await ask(url, { model: 'three' })).status;
    }).toBe(200);
    goOn();
    expect(await stream.rest()).toMatch(/second half[\s\S]*data: \[DONE\]\s*$/);
  });

  test('writes lines of JSON with nothing private in them', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['the-answer-itself', { type: 'usage', usage: { inputTokens: 7, outputTokens: 3 }, provenance: 'reported' }]));
    const config = await file('g4f.yaml', 'keys:\n  - { id: team-a, key: "${TEAM_A}", isAdmin: true }\n');
    const { url, out, err, says } = await start(['--json', '--config', config], { env: { ...openai(upstream), TEAM_A: key } });
    expect((await ask(url, { headers: { authorization: `Bearer ${key}`, cookie: 'session=private-cookie', 'x-request-id': 'my-request' }, prompt: 'the-prompt-itself' })).status).toBe(200);
    upstream.play(({ response }) => void response.writeHead(401).end('{"error":{"message":"bad key sk-upstream-secret"}}'));
    await ask(url, { headers: { authorization: `Bearer ${key}` } });
    await ask(url, { headers: { authorization: 'Bearer not-a-known-key-at-all' } });
    await says(/"status":401/);
    const lines = out().trim().split('\n').map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests[0]).toMatchObject({ level: 'info', requestId: 'my-request', method: 'POST', route: '/v1/chat/completions', status: 200, outcome: 'ok', caller: 'team-a', model: 'gpt-4.1-mini', provider: 'openai', attempts: 1, inputTokens: 7, outputTokens: 3, usage: 'reported' });
    expect(requests[0]?.['ms']).toEqual(expect.any(Number));
    expect(requests[1]).toMatchObject({ level: 'warn', status: 502, outcome: 'failed', error: 'unauthorized' });
    expect(requests[2]).toMatchObject({ status: 401 });
    for (const secret of ['the-prompt-itself', 'the-answer-itself', key, 'not-a-known-key', 'private-cookie', 'sk-upstream-secret']) expect(out() + err()).not.toContain(secret);
  });

  test('shows metrics to keys of admins, and to nobody else', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['Hi', { type: 'usage', usage: { inputTokens: 7, outputTokens: 3 }, provenance: 'reported' }]));
    const config = await file('g4f.yaml', `keys:\n  - { id: ops, key: ${key}, isAdmin: true }\n  - { id: app, key: another-${key} }\n`);
    const { url } = await start(['--config', config], { env: openai(upstream) });
    const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    await (await ask(url, as(`another-${key}`))).text();
    await (await ask(url, { ...as(`another-${key}`), model: 'nobody-has-this' })).text();
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/metrics`, as(`another-${key}`))).status).toBe(403);
    const metrics = await fetch(`${url}/metrics`, as(key));
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await metrics.text();
    for (const line of [
      'g4f_requests_total{method="POST",route="/v1/chat/completions",status="200",outcome="ok"} 1',
      'g4f_requests_total{method="POST",route="/v1/chat/completions",status="404",outcome="failed"} 1',
      'g4f_requests_in_flight 1',
      'g4f_attempts_total{provider="openai",outcome="won",code=""} 1',
      'g4f_time_to_first_content_seconds_count{provider="openai"} 1',
      'g4f_tokens_total{provider="openai",model="gpt-4.1-mini",type="input"} 7',
      'g4f_caller_tokens_total{caller="app",type="output"} 3',
      'g4f_breaker_state{provider="openai",model="gpt-4.1-mini"} 0',
    ]) expect(text).toContain(`${line}\n`);
    expect(text).not.toContain('nobody-has-this');
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  test('shares a port among workers, adds up their metrics and the numbers of the page, replaces one that dies, and stops all of them', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['Hi']));
    const config = await file('g4f.yaml', 'limits: { requestsPerMinute: 1000 }\nmetrics: open\n');
    const { url, child, says, out, ended } = await start(['--workers', '2', '--json', '--config', config], { env: openai(upstream) });
    await says(/each of the 2 workers counts limits by itself/);
    const answered = () => [...out().matchAll(/"pid":(\d+).*completions","status":200/g)].map(([, pid]) => Number(pid));
    const pids = await vi.waitUntil(async () => {
      await Promise.all(Array.from({ length: 8 }, () => askOnce(url)));
      const seen = new Set(answered());
      return seen.size === 2 && seen;
    }, { timeout: 10_000 });
    expect(pids).not.toContain(child.pid);
    const counted = async () => Number(/^g4f_requests_total\{.*completions",status="200".*\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
    await expect.poll(async () => (await counted()) - answered().length, { timeout: 8_000 }).toBe(0);
    const stats = async () => (await (await fetch(`${url}/admin/stats`)).json()) as { readonly total: { readonly requests: number }; readonly scope: object };
    await expect.poll(async () => (await stats()).total.requests - answered().length, { timeout: 8_000 }).toBe(0);
    expect((await stats()).scope).toMatchObject({ of: 'host', processes: 2 });
    process.kill([...pids][0] ?? 0, 'SIGKILL');
    await says(/worker \d+ ended \(SIGKILL\); another takes its place/);
    expect((await ask(url)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 30_000);

  test('takes providers and routes from a TypeScript file', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['from my own']));
    const config = await file('g4f.config.ts', `export default {
      providers: [{ id: 'mine', kind: 'openai' as const, baseURL: '${upstream.url}/v1', models: ['small'], aliases: { tiny: 'small' } }, '*'],
      routes: [{ id: 'main', kind: 'fallback' as const, members: ['mine'] }],
    };\n`);
    const { url } = await start([], { cwd: path.dirname(config) });
    const response = await ask(url, { model: 'tiny' });
    expect([response.headers.get('x-g4f-provider'), await response.text()]).toEqual(['main', expect.stringContaining('from my own')]);
    expect(upstream.calls[0]?.messages).toEqual([{ role: 'user', content: 'Hi' }]);
  });

  test('asks a service of its own which models it has', async () => {
    await using service = await listenWire(speak(openaiChat), ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[{"id":"what-it-has","object":"model"}]}'));
    const config = await file('g4f.yaml', `providers:\n  - { id: mine, kind: openai, baseURL: "${service.url}/v1" }\n`);
    const { url } = await start(['-c', config]);
    expect(await (await fetch(`${url}/v1/models`)).json()).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ id: 'what-it-has' })]) as unknown });
  });
});

describe('g4f serve refuses', () => {
  test('a port that is taken, with the cure', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { readonly port: number };
    expect(await fails(['--port', String(port)])).toEqual({ code: 2, err: expect.stringMatching(/^g4f: port \d+ of 127\.0\.0\.1 is taken: say another with --port/) });
    expect(await fails(['--port', String(port), '--workers', '2'])).toEqual({ code: 2, err: expect.stringMatching(/^g4f: port \d+ of 127\.0\.0\.1 is taken: [^\n]*\n$/) });
  });

  test('to listen elsewhere than on this machine without keys', async () => {
    expect(await fails(['--host', '0.0.0.0', '--port', '0'])).toEqual({ code: 2, err: expect.stringContaining('without keys the gateway listens on this machine alone, and 0.0.0.0 is more than that') });
  });

  test.each([
    ['a file that is not there', undefined, /no\.yaml cannot be used:\n {2}there is no such file/],
    ['what is no YAML', 'port: [1', /line 1: /],
    ['a variable that is not set', 'port: 80\nkeys:\n  - { id: a, key: "${NOT_SET}" }', /line 3: keys\[0\]\.key: the environment has no NOT_SET; set it/],
    ['a key that is short', 'keys:\n  - id: a\n    key: short', /line 2: keys\[0\]: .*16 to 512/],
    ['a provider that is not there', 'providers:\n  - openai\n  - opnai', /line 3: providers\[1\]: there is no provider "opnai"; there are openai/],
    ['a member that is not there', 'routes:\n  - id: r\n    kind: fallback\n    members:\n      - openai\n      - nobody', /line 6: routes\[0\]\.members\[1\]: there is no provider "nobody"/],
    ['a metadata address', 'providers:\n  - { id: mine, kind: openai, baseURL: "http://169.254.169.254/v1", models: [a] }', /line 2: providers\[0\]: the address of mine is a link-local or metadata one/],
  ])('%s', async (_what, text, message) => {
    const config = text === undefined ? path.join(tmpdir(), 'no.yaml') : await file('g4f.yaml', text);
    const { code, err } = await fails(['--config', config, '--port', '0']);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
