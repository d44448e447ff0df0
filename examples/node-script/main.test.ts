import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { answer, listenWire, speak, status } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';

const main = new URL('main.ts', import.meta.url);

/** Runs the script with nothing in its environment but a key and the address of a server on this machine. */
const run = (url: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [main.pathname, ...args], { env: { OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: 'sk-example', NO_PROXY: '127.0.0.1' } });

test('prints the answer, and who gave it for how many tokens', async () => {
  const upstream = await listenWire(speak(openaiChat), answer(['Hel', 'lo', { type: 'usage', usage: { inputTokens: 9, outputTokens: 2 }, provenance: 'reported' }]));
  const { stdout, stderr } = await run(upstream.url, 'Say', 'hello.').finally(() => upstream.close());
  assert.equal(stdout, 'Hello');
  assert.match(stderr, /openai\/\S+: 9 tokens in, 2 out/);
  assert.deepEqual(upstream.calls[0]?.messages, [{ role: 'user', content: 'Say hello.' }]);
});

test('ends with what went wrong', async () => {
  const upstream = await listenWire(speak(openaiChat), status(429, { headers: { 'retry-after': '7' } }));
  await assert.rejects(run(upstream.url).finally(() => upstream.close()), { code: 1, stderr: /rate-limited/ });
});
