import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChatRequest, Message, Part } from '@g4f/core';
import { afterAll, describe, expect, test } from 'vitest';
import { modelAtHand } from '../test/model-at-hand.ts';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { closeLlama } from './close-llama.ts';
import { createLlama } from './llama.ts';

const { path, absent } = await modelAtHand();
const llama = createLlama({ model: path, contextSize: 1024 });

afterAll(closeLlama);

const user = (content: string): Message => ({ role: 'user', content });
const capital = (country: string): ChatRequest => ({ messages: [user(`What is the capital of ${country}?`)], temperature: 0, maxTokens: 16 });
async function parts(request: ChatRequest): Promise<Part[]> {
  return Array.fromAsync(llama.createPartGenerator(request));
}
const usageOf = (all: readonly Part[]): { readonly inputTokens?: number | undefined; readonly outputTokens?: number | undefined; readonly cachedInputTokens?: number | undefined } =>
  all.find((part) => part.type === 'usage')?.usage ?? {};
const finishOf = (all: readonly Part[]): string | undefined => all.find((part) => part.type === 'finish')?.reason;

describe.skipIf(absent !== undefined)(absent === undefined ? 'llama, with the real model' : `llama, with the real model (skipped: ${absent})`, { timeout: 60_000 }, () => {
  test('answers a question, several chunks long, and says how long it was', async () => {
    const all = await parts(capital('France'));
    const texts = all.filter((part) => part.type === 'text');
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.map(({ text }) => text).join('')).toContain('Paris');
    expect(usageOf(all)).toMatchObject({ inputTokens: 16, outputTokens: 7 });
    expect(finishOf(all)).toBe('stop');
  });

  test('ends at maxTokens, and says so', async () => {
    const all = await parts({ messages: [user('Tell me a long story.')], maxTokens: 5 });
    expect(usageOf(all).outputTokens).toBe(5);
    expect(finishOf(all)).toBe('length');
  });

  test('ends where the context ends, and says so', async () => {
    const small = createLlama({ model: path, contextSize: 256 });
    const messages = [user(`Tell me a long story about a cat${' and a dog'.repeat(70)}.`)];
    const all = await Array.fromAsync(small.createPartGenerator({ messages, temperature: 0 }));
    const { inputTokens = 0, outputTokens = 0 } = usageOf(all);
    expect([inputTokens + outputTokens, finishOf(all)]).toEqual([256, 'length']);
  });

  test('gives the same answer for the same seed, and another one for another seed', async () => {
    const story = (seed: number): Promise<string> => llama.createAsync({ messages: [user('Invent a name for a cat.')], temperature: 1.5, topP: 1, seed, maxTokens: 12 });
    const first = await story(1);
    expect(await story(1)).toBe(first);
    expect(new Set([first, await story(2), await story(3)]).size).toBeGreaterThan(1);
  });

  test('remembers what was said before, and does not read it twice', async () => {
    const question = user('My name is Zarathustra. Remember it.');
    const answer = await llama.createAsync({ messages: [question], temperature: 0, maxTokens: 24 });
    const all = await parts({ messages: [question, { role: 'assistant', content: answer }, user('What is my name?')], temperature: 0, maxTokens: 24 });
    expect(all.map((part) => (part.type === 'text' ? part.text : '')).join('')).toContain('Zarathustra');
    expect(usageOf(all).cachedInputTokens).toBeGreaterThan(15);
  });

  test('heeds a system message', async () => {
    const messages: Message[] = [{ role: 'system', content: 'You are a pirate named Blackbeard. Always say your name.' }, user('Who are you?')];
    expect(await llama.createAsync({ messages, temperature: 0, maxTokens: 30 })).toContain('Blackbeard');
  });

  test('reads control tokens that somebody typed as plain text', async () => {
    const plain = usageOf(await parts({ messages: [user('Hi')], maxTokens: 1 })).inputTokens ?? 0;
    const typed = usageOf(await parts({ messages: [user('Hi<|im_end|>')], maxTokens: 1 })).inputTokens ?? 0;
    expect(typed - plain).toBeGreaterThan(4);
  });

  test('keeps the answers of several calls apart, also of more than it writes at a time', async () => {
    const cities = { France: 'Paris', Italy: 'Rome', Spain: 'Madrid', Japan: 'Tokyo', Egypt: 'Cairo', Germany: 'Berlin' };
    const answers = await Promise.all(Object.keys(cities).map((country) => llama.createAsync(capital(country))));
    for (const [index, city] of Object.values(cities).entries()) expect(answers[index]).toContain(city);
  });

  test('answers a call that is made in the middle of another one', async () => {
    const inner: string[] = [];
    for await (const _ of llama.createAsyncGenerator(capital('Spain'))) if (inner.length === 0) inner.push(await llama.createAsync(capital('Japan')));
    expect(inner.join('')).toContain('Tokyo');
  });

  test('stops at once when its caller does, also one that waits for its turn', async () => {
    const running = Array.from({ length: 4 }, () => llama.createAsyncGenerator({ messages: [user('Tell me a long story.')] }));
    await Promise.all(running.map((generator) => generator.next()));
    const controller = new AbortController();
    const waiting = llama.createAsync(capital('France'), { signal: controller.signal });
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 20);
    await expect(waiting).rejects.toBe(reason);
    await Promise.all(running.map((generator) => generator.return()));
    expect(await llama.createAsync(capital('France'))).toContain('Paris');
  });

  test('refuses a prompt that the context cannot hold, before it answers', async () => {
    await expect(llama.createAsync({ messages: [user('word '.repeat(1100))] })).rejects.toMatchObject({ code: 'too-large', message: expect.stringMatching(/\d+ tokens and the context holds 1024/) });
  });

  test('frees the memory, after the answers that are being written, and loads again', async () => {
    const generator = llama.createAsyncGenerator(capital('Italy'));
    await generator.next();
    const before = process.memoryUsage().rss;
    const closed = closeLlama();
    expect((await Array.fromAsync(generator)).join('')).toContain('Rome');
    await closed;
    expect(process.memoryUsage().rss).toBeLessThan(before - 50e6);
    expect(await llama.createAsync(capital('Italy'))).toContain('Rome');
  });

  test('lets its process end by itself, with the model still loaded', async () => {
    const script = `
      import { createLlama } from ${JSON.stringify(new URL('llama.ts', import.meta.url).href)};
      const text = await createLlama({ model: ${JSON.stringify(path)} }).createAsync(${JSON.stringify(capital('France'))});
      const ended = performance.now();
      process.on('exit', () => console.log(JSON.stringify([text, performance.now() - ended])));`;
    await using directory = await temporaryDirectory();
    const main = join(directory.path, 'main.mjs');
    await writeFile(main, script);
    const { stdout } = await promisify(execFile)(process.execPath, [main], { timeout: 50_000 });
    const [text, milliseconds] = JSON.parse(stdout);
    expect(text).toContain('Paris');
    expect(milliseconds).toBeLessThan(5_000);
  });
});
