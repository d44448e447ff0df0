import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { Chat } from '@ai-sdk/react';
import { answer, listenWire, neverEnd, speak, status } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { DefaultChatTransport } from 'ai';
import { chromium } from 'playwright-core';

const here = import.meta.dirname;
const upstream = await listenWire(speak(openaiChat), answer([]));
await promisify(execFile)('npx', ['vite', 'build'], { cwd: here });
const server = spawn(process.execPath, ['server.ts'], { cwd: here, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0', OPENAI_BASE_URL: `${upstream.url}/v1`, OPENAI_API_KEY: 'sk-example' } });
const url = await new Promise<string>((resolve) => server.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim())));
after(async () => {
  server.kill();
  await upstream.close();
});

const open = () => new Chat({ transport: new DefaultChatTransport({ api: `${url}/api/chat` }) });
const textOf = (chat: ReturnType<typeof open>) => chat.lastMessage?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

test('the client of useChat has a conversation', async () => {
  const chat = open();
  upstream.play(answer(['Hel', 'lo.']));
  await chat.sendMessage({ text: 'Hi' });
  assert.equal(textOf(chat), 'Hello.');
  assert.deepEqual(chat.lastMessage?.metadata, { from: 'openai' });
  upstream.play(answer(({ length }) => [`That was message ${length}.`]));
  await chat.sendMessage({ text: 'And?' });
  assert.equal(textOf(chat), 'That was message 3.');
});

test('an error of upstream is the client’s, in words', async () => {
  const chat = open();
  upstream.play(status(401, { body: '{"error":{"message":"no such account"}}' }));
  await chat.sendMessage({ text: 'Hi' });
  assert.equal(chat.status, 'error');
  assert.match(chat.error?.message ?? '', /no such account/);
});

test('stop() ends the request upstream', async () => {
  const chat = open();
  upstream.play(neverEnd(['One']));
  const sent = chat.sendMessage({ text: 'Count.' });
  while (textOf(chat) !== 'One') await new Promise((resolve) => setTimeout(resolve, 10));
  await chat.stop();
  await sent;
  assert.equal((await upstream.calls.at(-1)?.closed)?.isComplete, false);
});

const executablePath = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => file !== undefined && existsSync(file));

test('the page shows an answer as it comes', { skip: executablePath === undefined && 'no Chromium is installed: set CHROME_PATH' }, async () => {
  const rest = Promise.withResolvers<void>();
  upstream.play(answer(['One', () => rest.promise, ', two.']));
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByLabel('Message').fill('Count.');
    await page.keyboard.press('Enter');
    await page.getByText('… One', { exact: true }).waitFor();
    rest.resolve();
    await page.getByText('openai One, two.', { exact: true }).waitFor();
  } finally {
    await browser.close();
  }
});
