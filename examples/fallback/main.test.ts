import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { answer, challenge, listenWire, speak, status } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';

test('says which hop failed and why, and leaves a broken server alone', async () => {
  const servers = await Promise.all([status(503), challenge(200), answer(['Here I am.'])].map((act) => listenWire(speak(openaiChat), act)));
  const [first, second, third] = servers;
  const env = { NO_PROXY: '127.0.0.1', FIRST: `${first?.url}/v1`, SECOND: `${second?.url}/v1`, THIRD: `${third?.url}/v1` };
  const { stdout } = await promisify(execFile)(process.execPath, [new URL('main.ts', import.meta.url).pathname], { env });
  await Promise.all(servers.map((server) => server.close()));
  for (const line of [
    /call 1, attempt 1: first failed \(upstream 503\)/,
    /call 1, attempt 2: second failed \(blocked 200\)/,
    /call 1, attempt 3: third won/,
    /call 2, attempt 1: first skipped/,
    /call 2, attempt 3: third won/,
    /^first: open since upstream$/m,
  ]) assert.match(stdout, line);
  assert.deepEqual(servers.map(({ calls }) => calls.length), [1, 1, 2]);
});
