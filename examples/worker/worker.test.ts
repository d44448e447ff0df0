import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { answer, cut, flood, listenWire, speak, status } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { openaiChat } from '@g4f/wires/openai-chat';
import { unstable_startWorker as startWorker } from 'wrangler';

const openai = await listenWire(speak(openaiChat), answer([]));
const anthropic = await listenWire(speak(anthropicMessages), answer([]));

// Bundled by wrangler, and run by the engine of Cloudflare's own machines. Nothing is asked of the internet.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false';
process.env['WRANGLER_SEND_METRICS'] = 'false';
const text = (value: string) => ({ type: 'plain_text' as const, value });
const worker = await startWorker({
  config: new URL('wrangler.jsonc', import.meta.url).pathname,
  bindings: { OPENAI_API_KEY: text('sk-example'), OPENAI_BASE_URL: text(`${openai.url}/v1`), ANTHROPIC_API_KEY: text('sk-example'), ANTHROPIC_BASE_URL: text(anthropic.url) },
  dev: { server: { hostname: '127.0.0.1', port: 0 }, inspector: false, watch: false, logLevel: 'none' },
});
const url = await worker.url;
after(async () => {
  await worker.dispose();
  await Promise.all([openai.close(), anthropic.close()]);
});

// Compressed, wrangler's proxy holds small chunks back.
const ask = (init: RequestInit = {}) => fetch(url, { method: 'POST', body: 'Count.', headers: { 'accept-encoding': 'identity' }, ...init });

test('streams the first chunk before the last is there', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  openai.play(answer(['One', () => promise, ', two']));
  const chunks: string[] = [];
  for await (const chunk of (await ask()).body?.pipeThrough(new TextDecoderStream()) ?? []) {
    chunks.push(chunk);
    resolve(); // only now does upstream say the rest
  }
  assert.deepEqual(chunks, ['One', ', two']);
});

test('asks Anthropic where OpenAI fails', async () => {
  openai.play(status(503));
  anthropic.play(answer(['Two answers.']));
  assert.equal(await (await ask()).text(), 'Two answers.');
});

test('has a status where both fail', async () => {
  openai.play(status(503));
  anthropic.play(status(429));
  const response = await ask();
  assert.ok(response.status >= 400, `${response.status}`);
  assert.match((await response.json()).message, /openai.*anthropic/s);
});

test('never passes an answer that was cut off for a whole one', async () => {
  openai.play(cut(['One, t']));
  await assert.rejects(ask().then((response) => response.text()));
});

test('a visitor who leaves ends the request upstream, with the next chunk', async () => {
  openai.play(flood(1_000_000_000));
  const leave = new AbortController();
  const response = await ask({ signal: leave.signal });
  await response.body?.getReader().read();
  leave.abort();
  assert.equal((await openai.calls.at(-1)?.closed)?.isComplete, false);
});
