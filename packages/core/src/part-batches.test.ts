import { describe, expect, test } from 'vitest';
import { defineProvider, partBatches, partsFrom, type AuthorInit, type Chunk, type Message, type Part, type PartBatches, type RunInit } from './index.ts';

const messages: readonly Message[] = [{ role: 'user', content: 'What is the weather in Lisbon?' }];
const finish: Part = { type: 'finish', reason: 'stop' };
const text = (words: string): Part => ({ type: 'text', text: words });

function read(stream: (init: AuthorInit) => AsyncIterable<Chunk | readonly Chunk[]>, init?: RunInit, stop?: readonly string[]): PartBatches {
  const provider = defineProvider({ id: 'p', url: '', models: ['m'] }, (_, given) => stream(given), { settings: [] });
  return partBatches(provider.createPartGenerator({ messages, ...(stop === undefined ? { seed: 1 } : { stop }) }, init));
}

async function all(batches: PartBatches): Promise<readonly (readonly Part[])[]> {
  const seen: (readonly Part[])[] = [];
  for (let batch = await batches.next(); batch.done !== true; batch = await batches.next()) seen.push(batch.value);
  return seen;
}

describe('parts by the array', () => {
  test('come as their author yielded them, warnings first, what is empty left out, and the finish last', async () => {
    const batches = read(async function* () {
      yield ['a', '', 'b'];
      yield ['', { type: 'finish', reason: 'length' }];
      yield [];
      yield 'c';
    });
    const seen = await all(batches);
    expect(seen).toEqual([[expect.objectContaining({ type: 'warning', setting: 'seed' }), text('a'), text('b')], [text('c')], [{ type: 'finish', reason: 'length' }]]);
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  test('end at a stop word', async () => {
    let reason: unknown;
    const batches = read(
      async function* ({ signal }) {
        signal.addEventListener('abort', () => (reason = signal.reason));
        yield ['one', ' two', ' END three'];
        yield 'four';
      },
      {},
      ['END'],
    );
    const seen = (await all(batches)).flat();
    expect(seen.map((part) => (part.type === 'text' ? part.text : part.type)).join('')).toBe('one two finish');
    expect(reason).toBeInstanceOf(DOMException);
  });

  test('are given before what failed behind them in one array, as content that commits the call', async () => {
    const batches = read(async function* () {
      yield ['a', 1 as never, 'b'];
    }, {}, []);
    expect(await batches.next()).toEqual({ done: false, value: [text('a')] });
    await expect(batches.next()).rejects.toMatchObject({ code: 'interrupted' });
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  test('stop at an abort, with its reason, and tell their author', async () => {
    const controller = new AbortController();
    let seen: unknown;
    const batches = read(
      async function* ({ signal }) {
        yield 'a';
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject((seen = signal.reason))));
      },
      { signal: controller.signal },
      [],
    );
    await batches.next();
    const waiting = batches.next();
    const reason = new Error('the caller stopped');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(seen).toBe(reason);
  });

  test('are left as a loop is', async () => {
    let isClosed = false;
    const batches = read(async function* () {
      try {
        for (;;) yield ['a', 'b'];
      } finally {
        isClosed = true;
      }
    }, {}, []);
    await batches.next();
    await batches.return();
    expect(isClosed).toBe(true);
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  test('wait their turn behind a single one', async () => {
    const provider = defineProvider({ id: 'p', url: '', models: ['m'] }, async function* () {
      yield await Promise.resolve(['a', 'b', 'c']);
    });
    const parts = provider.createPartGenerator({ messages });
    const batches = partBatches(parts);
    expect(await Promise.all([parts.next(), batches.next(), parts.next()])).toEqual([
      { done: false, value: text('a') },
      { done: false, value: [text('b'), text('c')] },
      { done: false, value: finish },
    ]);
  });

  test('come one by one from a generator that is not ours, which is left all the same', async () => {
    let closed = 0;
    async function* foreign(): AsyncGenerator<Part, void, undefined> {
      try {
        yield text('a');
        yield text('b');
      } finally {
        closed++;
      }
    }
    expect(await all(partBatches(foreign()))).toEqual([[text('a')], [text('b')]]);
    const batches = partBatches(foreign());
    await batches.next();
    await batches.return();
    expect(closed).toBe(2);
  });
});

describe('a generator of arrays of parts', () => {
  function from(...arrays: readonly (readonly Part[])[]) {
    const left = [...arrays];
    let leaves = 0;
    const parts = partsFrom({
      async next() {
        await Promise.resolve();
        const value = left.shift();
        return value === undefined ? { done: true, value: undefined } : { done: false, value };
      },
      return: () => Promise.resolve(leaves++),
    });
    return { parts, leaves: () => leaves };
  }
  const [a, b, c] = [text('a'), text('b'), text('c')];

  test('gives them one by one, in order for those who ask at once, and as they are to who reads by the array', async () => {
    expect(await Array.fromAsync(from([a, b], [c]).parts)).toEqual([a, b, c]);
    const { parts } = from([a, b], [c]);
    expect((await Promise.all([parts.next(), parts.next(), parts.next(), parts.next()])).map(({ value }) => value)).toEqual([a, b, c, undefined]);
    expect(await all(partBatches(from([a, b], [c]).parts))).toEqual([[a, b], [c]]);
  });

  test('gives the rest of an array to who goes on by the array', async () => {
    const { parts } = from([a, b, c]);
    expect(await parts.next()).toEqual({ done: false, value: a });
    expect(await all(partBatches(parts))).toEqual([[b, c]]);
  });

  test('is left once, whoever leaves', async () => {
    const one = from([a], [b]);
    for await (const part of one.parts) if (part === a) break;
    const two = from([a]);
    await expect(two.parts.throw(new Error('no'))).rejects.toThrow('no');
    const three = from([a]);
    await partBatches(three.parts).return();
    expect([one.leaves(), two.leaves(), three.leaves()]).toEqual([1, 1, 1]);
  });

  test('hands its arrays through a provider that takes it for its stream', async () => {
    const provider = defineProvider({ id: 'p', url: '', models: ['m'] }, () => from([a, b]).parts);
    expect(await Array.fromAsync(provider.createAsyncGenerator({ messages }))).toEqual(['a', 'b']);
  });
});
