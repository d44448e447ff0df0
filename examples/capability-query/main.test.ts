import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

test('says who is chosen, and why not the others', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [new URL('main.ts', import.meta.url).pathname]);
  for (const line of [
    'openai/gpt-4.1-mini: runs elsewhere (https://api.openai.com/v1)',
    'notes/grep: does not declare supportsTools',
    '→ openai/gpt-4.1-mini',
    'an image goes to anthropic/',
    'calls tools: true',
  ]) assert.ok(stdout.includes(line), `${line}\nis not in\n${stdout}`);
});
