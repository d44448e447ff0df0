import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createTerminal } from '../terminal/terminal.ts';
import { createTextLog } from './text-log.ts';

test('a name that a client made up writes no line of its own, and does nothing to the terminal', async () => {
  const stderr = new PassThrough();
  const io = { stdout: new PassThrough(), stderr, env: {}, isTTY: { stdin: false, stdout: false, stderr: false }, columns: undefined, signal: new AbortController().signal };
  const log = createTextLog(createTerminal(io as never), 'info', () => new Date(0));
  const model = 'evil\n00:00:00 POST /v1/chat/completions 200 forged\r\u001B[2J\u001B]0;title\u0007\u2028\u0085x';
  const attempt = { provider: 'up', model, outcome: 'won' };
  log.onRequest?.({ id: '1', method: 'POST', route: '/v1/chat/completions', status: 200, outcome: 'ok', caller: 'local', provider: 'up', model, attempts: [attempt], ms: 1, inputTokens: 1, outputTokens: 1, cost: 0 } as never, {} as never);
  stderr.end();
  const written = await text(stderr);
  expect(written.split(/[\n\r\u2028\u2029]/)).toHaveLength(2);
  expect(written).toMatch(/POST \/v1\/chat\/completions 200 up\/evil 00:00:00 POST/);
  expect(written.trimEnd()).not.toMatch(/\p{Cc}/u);
});
