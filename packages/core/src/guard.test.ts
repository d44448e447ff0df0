import { describe, expect, test } from 'vitest';
import { defineProvider, isProviderError, ProviderError, type AuthorInit, type Chunk, type DefineOptions, type Message, type Part, type RunInit } from './index.ts';

type Stream = (init: AuthorInit) => AsyncIterable<Chunk | readonly Chunk[]>;

const messages: readonly Message[] = [{ role: 'user', content: 'What is the weather in Lisbon?' }];
const make = (stream: Stream, options?: DefineOptions) => defineProvider({ id: 'p', url: '', models: ['m'] }, (_, init) => stream(init), options);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const from = (...chunks: readonly (Chunk | readonly Chunk[])[]): Stream =>
  async function* () {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  };
const parts = async (stream: Stream, init?: RunInit) => Array.fromAsync(make(stream).createPartGenerator({ messages }, init));
const texts = async (stream: Stream, stop?: readonly string[]) => Array.fromAsync(make(stream).createAsyncGenerator({ messages, stop }));
const failure = async (work: Promise<unknown>): Promise<ProviderError> => {
  const error = await work.then(() => undefined, (reason: unknown) => reason);
  if (!isProviderError(error)) throw new Error('expected a ProviderError', { cause: error });
  return error;
};
/** Waits for an abort, as a socket would. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

describe('an answer', () => {
  test('gives the same text in all three views, whether yielded singly, in arrays or as parts', async () => {
    const provider = make(from('a', ['b', '', { type: 'text', text: 'c' }], [], { type: 'text', text: '' }, 'd'));
    expect(await Array.fromAsync(provider.createAsyncGenerator({ messages }))).toEqual(['a', 'b', 'c', 'd']);
    expect(await provider.createAsync({ messages })).toBe('abcd');
    const seen = await Array.fromAsync(provider.createPartGenerator({ messages }));
    expect(seen.map((part) => (part.type === 'text' ? part.text : part.type))).toEqual(['a', 'b', 'c', 'd', 'finish']);
  });

  test('passes reasoning without text on only where it carries metadata', async () => {
    const signature: Part = { type: 'reasoning', text: '', metadata: { p: { signature: 's' } } };
    expect(await parts(from({ type: 'reasoning', text: '' }, signature, 'a'))).toEqual([signature, { type: 'text', text: 'a' }, { type: 'finish', reason: 'stop' }]);
  });

  test('ends in one finish, held back behind late usage', async () => {
    const usage: Part = { type: 'usage', usage: { outputTokens: 1 }, provenance: 'reported' };
    const seen = await parts(from('a', [{ type: 'finish', reason: 'length', raw: 'max' }, usage]));
    expect(seen).toEqual([{ type: 'text', text: 'a' }, usage, { type: 'finish', reason: 'length', raw: 'max' }]);
  });

  test('names tool calls as the reason where the author gives none', async () => {
    const call: Part = { type: 'tool-call', id: '1', name: 'f', arguments: '{}' };
    expect((await parts(from(call))).at(-1)).toEqual({ type: 'finish', reason: 'tool-calls' });
    expect((await parts(from('a'))).at(-1)).toEqual({ type: 'finish', reason: 'stop' });
  });

  test('passes parts of an unknown type on', async () => {
    const strange = { type: 'hologram', text: 'x' } as unknown as Part;
    expect(await parts(from(strange, 'a'))).toContainEqual(strange);
  });

  test('is empty without content, also when there is metadata or reasoning that this view does not show', async () => {
    const usage: Part = { type: 'usage', usage: {}, provenance: 'reported' };
    expect((await failure(parts(from([usage], { type: 'finish', reason: 'stop', raw: 'eos' })))).toJSON()).toMatchObject({ code: 'empty', provider: 'p', message: 'p: the answer ended without content (finish reason: eos)' });
    expect((await failure(texts(from({ type: 'reasoning', text: 'hm' })))).code).toBe('empty');
    expect(await parts(from({ type: 'reasoning', text: 'hm' }))).toHaveLength(2);
  });

  test('is unsupported where the service withheld the answer before it began, and final where content came first', async () => {
    const withheld: Part = { type: 'finish', reason: 'content-filter', raw: 'refusal' };
    const message = 'p: the service withheld the answer (finish reason: refusal); reword the prompt, or ask another provider';
    expect((await failure(parts(from(withheld)))).toJSON()).toMatchObject({ code: 'unsupported', message });
    expect((await failure(texts(from({ type: 'reasoning', text: 'hm' }, withheld)))).code).toBe('unsupported');
    expect((await parts(from('I cannot help with that.', withheld))).at(-1)).toEqual(withheld);
  });

  test('fails plainly when an author yields something else', async () => {
    for (const wrong of [1, null, undefined]) {
      expect((await failure(texts(from(wrong as never)))).message).toMatch(/^p: yielded (number|null|undefined), which/);
    }
    expect((await failure(texts(from(['a', 1 as never])))).code).toBe('interrupted');
  });
});

describe('laziness and order', () => {
  test('nothing runs before the first next()', async () => {
    let started = false;
    const generator = make(async function* () {
      started = true;
      yield await Promise.resolve('a');
    }).createAsyncGenerator({ messages });
    await sleep(5);
    expect(started).toBe(false);
    await generator.return();
    expect(await generator.next()).toEqual({ done: true, value: undefined });
    expect(started).toBe(false);
  });

  test('a second next() while one waits is queued', async () => {
    const generator = make(from('a', ['b', 'c'])).createAsyncGenerator({ messages });
    const results = await Promise.all([generator.next(), generator.next(), generator.next(), generator.next(), generator.next()]);
    expect(results.map(({ value }) => value)).toEqual(['a', 'b', 'c', undefined, undefined]);
  });

  test('a queued next() is done after the one before it failed', async () => {
    const generator = make(from([1 as never])).createAsyncGenerator({ messages });
    const [first, second] = await Promise.allSettled([generator.next(), generator.next()]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: { done: true, value: undefined } });
  });
});

describe('abort', () => {
  test('rejects the waiting next() with the very reason, then aborts the author', async () => {
    const controller = new AbortController();
    const reason = { mine: true };
    let author: unknown;
    const generator = make(async function* ({ signal }) {
      yield 'a';
      await untilAborted(signal).catch((error: unknown) => (author = error));
    }).createAsyncGenerator({ messages }, { signal: controller.signal });
    await generator.next();
    const waiting = generator.next();
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await generator.next()).toEqual({ done: true, value: undefined });
    expect(author).toBe(reason);
  });

  test('before the first next() sends nothing, and is rethrown', async () => {
    let started = false;
    const generator = make(async function* () {
      started = true;
      yield await Promise.resolve('a');
    }).createAsyncGenerator({ messages }, { signal: AbortSignal.abort('gone') });
    await expect(generator.next()).rejects.toBe('gone');
    expect(started).toBe(false);
  });

  test('while the consumer is busy drops what was not yet taken', async () => {
    const controller = new AbortController();
    const generator = make(from(['a', 'b'])).createAsyncGenerator({ messages }, { signal: controller.signal });
    await generator.next();
    controller.abort('stop');
    await expect(generator.next()).rejects.toBe('stop');
  });

  test('leaves no listener on the signal behind', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await make(from('a')).createAsync({ messages }, { signal });
    expect(listeners).toBe(0);
  });
});

describe('leaving', () => {
  test('aborts first, then waits for the author to clean up', async () => {
    const order: string[] = [];
    const provider = make(async function* ({ signal }) {
      signal.addEventListener('abort', () => order.push('aborted'));
      try {
        yield 'a';
        yield 'b';
      } finally {
        await sleep(5);
        order.push('cleaned');
      }
    });
    for await (const chunk of provider.createAsyncGenerator({ messages })) {
      expect(chunk).toBe('a');
      break;
    }
    expect(order).toEqual(['aborted', 'cleaned']);
  });

  test('ends a waiting next(), and does not wait for an author who ignores the signal', async () => {
    const generator = make(async function* () {
      yield await new Promise<string>(() => undefined);
    }).createAsyncGenerator({ messages });
    const waiting = generator.next();
    expect(await generator.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('by throw() gives the error back, by await using gives nothing', async () => {
    const generator = make(from('a', 'b')).createAsyncGenerator({ messages });
    await generator.next();
    await expect(generator.throw(new Error('mine'))).rejects.toThrow('mine');
    let aborted = false;
    {
      await using inner = make(async function* ({ signal }) {
        signal.addEventListener('abort', () => (aborted = true));
        yield 'a';
        await untilAborted(signal);
      }).createAsyncGenerator({ messages });
      await inner.next();
    }
    expect(aborted).toBe(true);
  });

  test("swallows what the author's cleanup throws", async () => {
    const provider = make(async function* () {
      try {
        yield await Promise.resolve('a');
        yield 'b';
      } finally {
        // eslint-disable-next-line no-unsafe-finally -- that is what is tested
        throw new Error('cleanup');
      }
    });
    for await (const chunk of provider.createAsyncGenerator({ messages })) {
      expect(chunk).toBe('a');
      break;
    }
  });
});

describe('failures', () => {
  const throwing = (error: unknown, ...before: Chunk[]): Stream =>
    async function* () {
      for (const chunk of before) yield await Promise.resolve(chunk);
      throw error;
    };

  test('before content keep their code, and cut becomes upstream', async () => {
    expect((await failure(texts(throwing(new ProviderError('no', { code: 'rate-limited', status: 429, retryAfter: 5 }))))).toJSON()).toEqual({
      name: 'ProviderError', message: 'p: no', code: 'rate-limited', provider: 'p', status: 429, retryAfter: 5,
    });
    expect((await failure(texts(throwing(new ProviderError('cut', { code: 'interrupted' }))))).code).toBe('upstream');
    expect((await failure(texts(throwing(new ProviderError('cut', { code: 'interrupted' }), { type: 'warning', setting: 's', message: '' })))).code).toBe('upstream');
  });

  test('after content are interrupted, whatever they were', async () => {
    const error = await failure(texts(throwing(new ProviderError('slow down', { code: 'rate-limited', provider: 'hop' }), 'a')));
    expect(error.toJSON()).toMatchObject({ code: 'interrupted', provider: 'hop', message: 'hop: slow down' });
  });

  test('of unknown kind are upstream, with their cause, cut at 300 characters', async () => {
    const cause = new TypeError('x'.repeat(400));
    const error = await failure(texts(throwing(cause)));
    expect(error).toMatchObject({ code: 'upstream', message: `p: ${'x'.repeat(300)}`, cause });
    expect((await failure(texts(throwing('a text')))).message).toBe('p: a text');
  });

  test('carry no prompt, key or proxy password in message or cause', async () => {
    const secrets = ['What is the weather in Lisbon?', 'sk-secret-key', 'hunter22', 'set-at-start'];
    const cause = Object.assign(new Error(secrets.join(' '), { cause: { deep: [secrets[1]] } }), { code: 'E_sk-secret-key' });
    const provider = make(throwing(cause), { secrets: ['set-at-start', undefined, null] });
    const error = await failure(provider.createAsync({ messages }, { apiKeys: { other: 'sk-secret-key' }, proxy: 'http://me:hunter22@proxy.example' }));
    const shown = JSON.stringify([error.message, error.stack, String(error.cause), (error.cause as Error).stack, (error.cause as { code: string }).code]);
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(error.cause).toMatchObject({ name: 'Error', message: '[redacted] [redacted] [redacted] [redacted]', code: 'E_[redacted]' });
  });

  test('in opening the stream reach the consumer', async () => {
    const provider = make(() => {
      throw new Error('no engine');
    });
    expect((await failure(provider.createAsync({ messages }))).message).toBe('p: no engine');
  });
});

describe('stop words', () => {
  test('end the answer across chunk borders and leave upstream', async () => {
    let left = false;
    const stream: Stream = async function* ({ signal }) {
      signal.addEventListener('abort', () => (left = true));
      yield 'one E';
      yield ['N', 'D two', 'three'];
      await untilAborted(signal);
    };
    expect(await texts(stream, ['END'])).toEqual(['one ']);
    expect(left).toBe(true);
    expect(await Array.fromAsync(make(stream).createPartGenerator({ messages, stop: ['END'] }))).toEqual([{ type: 'text', text: 'one ' }, { type: 'finish', reason: 'stop' }]);
  });

  test('give back what only looked like one', async () => {
    expect((await texts(from('a E', 'N', 'x E'), ['END'])).join('')).toBe('a ENx E');
    const call: Part = { type: 'tool-call', id: '1', name: 'f', arguments: '{}' };
    expect((await Array.fromAsync(make(from('a E', call)).createPartGenerator({ messages, stop: ['END'] }))).map(({ type }) => type)).toEqual(['text', 'text', 'tool-call', 'finish']);
  });

  test('as the whole answer are no failure', async () => {
    expect(await texts(from({ type: 'text', text: 'END' }), ['END'])).toEqual([]);
  });
});
