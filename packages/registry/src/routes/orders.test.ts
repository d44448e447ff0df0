import type { AsyncGeneratorProvider } from '@g4f/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeTime, createRandom, type FakeTime } from '../../test/fake-time.ts';
import { play, question } from '../../test/play.ts';
import { timed, type Move } from '../../test/timed.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import { cheapest } from './cheapest.ts';
import { leastLatency } from './least-latency.ts';
import { rendezvous } from './rendezvous.ts';
import { roundRobin } from './round-robin.ts';
import { sticky } from './sticky.ts';
import { weighted } from './weighted.ts';

const says = (after = 0): readonly (readonly Move[])[] => [[{ after, does: 'text' }]];
const fails: readonly (readonly Move[])[] = [[{ after: 0, does: { fail: 'upstream' } }]];

/** Who answers, call by call. */
async function answers(route: AsyncGeneratorProvider, time: FakeTime, calls: number, model?: string): Promise<string> {
  const said: string[] = [];
  for (let call = 0; call < calls; call++) said.push((await play(route, time, { ...question, model })).text.slice(0, 1));
  return said.join('');
}

describe('round robin', () => {
  test('begins with each in turn', async () => {
    const time = createFakeTime();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => timed(id, says(), time).provider) as [AsyncGeneratorProvider, AsyncGeneratorProvider, AsyncGeneratorProvider];
    expect(await answers(roundRobin([a, b, c], { time }), time, 7)).toBe('abcabca');
    expect(await answers(roundRobin([a, a, b], { time }), time, 6)).toBe('aabaab');
  });

  test('goes on to the next in the row after a failure, whose turn stays', async () => {
    const time = createFakeTime();
    const route = roundRobin([timed('a', says(), time).provider, timed('b', fails, time).provider, timed('c', says(), time).provider], { time });
    expect(await answers(route, time, 6)).toBe('accacc');
  });

  test('lets those who have a model take turns for it', async () => {
    const time = createFakeTime();
    const models = { models: ['m', 'rare'] } as const;
    const route = roundRobin([timed('a', says(), time, models).provider, timed('b', says(), time).provider, timed('c', says(), time, models).provider], { time });
    expect(await answers(route, time, 4, 'rare')).toBe('acac');
    expect(await answers(route, time, 1)).toBe('b');
  });
});

describe('weighted', () => {
  const three = (time: FakeTime, first = says()) => [timed('a', first, time).provider, timed('b', says(), time).provider, timed('c', says(), time).provider] as const;

  test('begins by weight', async () => {
    const time = createFakeTime();
    const said = await answers(weighted(three(time), { weights: { a: 6, b: 3, c: 1 }, time, random: createRandom(1) }), time, 2_000);
    const share = (id: string): number => said.split(id).length - 1;
    expect(share('a') / 2_000).toBeCloseTo(0.6, 1);
    expect(share('b') / 2_000).toBeCloseTo(0.3, 1);
    expect(share('c') / 2_000).toBeCloseTo(0.1, 1);
  });

  test('shares the calls of one that fails among the rest, by their weights; 0 is the last resort', async () => {
    const time = createFakeTime();
    const said = await answers(weighted(three(time, fails), { weights: { a: 6, b: 3, c: 0 }, time, random: createRandom(1) }), time, 200);
    expect(new Set(said)).toEqual(new Set('b'));
    expect(await answers(weighted([timed('a', fails, time).provider, timed('b', says(), time).provider], { weights: { b: 0 }, time }), time, 3)).toBe('bbb');
  });

  test('refuses weights that make no sense', () => {
    const time = createFakeTime();
    expect(() => weighted(three(time), { weights: { d: 1 } })).toThrow('a weight for "d", which is no member');
    expect(() => weighted(three(time), { weights: { a: -1 } })).toThrow('the weight of "a" must be a number from 0 up');
    expect(() => weighted(three(time), { weights: { a: Number.NaN } })).toThrow(RangeError);
  });
});

describe('least latency', () => {
  test('settles on the quicker of two, and tries the other again by and by', async () => {
    const time = createFakeTime();
    const slow = timed('s', [[{ after: 500, does: 'text' }], ...says(5)], time);
    const route = leastLatency([slow.provider, timed('q', says(50), time).provider], { time, random: createRandom(1) });
    await answers(route, time, 5);
    expect(await answers(route, time, 50)).toBe('q'.repeat(50));
    let said = '';
    for (let calls = 0; calls < 100; calls++) {
      await time.run(2_000);
      said += await answers(route, time, 1);
    }
    expect(said).toMatch(/^q{50,90}sq{0,9}s+$/);
  });

  test('spreads calls that come together', async () => {
    const time = createFakeTime();
    const members = [timed('a', says(100), time), timed('b', says(100), time)] as const;
    const route = leastLatency([members[0].provider, members[1].provider], { time, random: createRandom(1) });
    await Promise.all(Array.from({ length: 20 }, () => play(route, time)));
    expect(members.map(({ calls }) => calls.length)).toEqual([10, 10]);
  });

  test('chooses among two of many, and still asks all before it gives up', async () => {
    const time = createFakeTime();
    const members = Array.from({ length: 6 }, (_, index) => timed(`p${index}`, fails, time));
    const [first, ...rest] = members.map(({ provider }) => provider);
    if (first === undefined) throw new Error('no member');
    expect((await play(leastLatency([first, ...rest], { time, random: createRandom(1) }), time)).error).toMatchObject({ code: 'upstream', message: expect.stringContaining('6 providers failed') });
    expect(members.map(({ calls }) => calls.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('cheapest', () => {
  const prices: { readonly [id: string]: { readonly input: number; readonly output: number } } = { i: { input: 10, output: 1 }, o: { input: 1, output: 10 }, e: { input: 20, output: 20 } };
  const catalogue: ModelCatalogue = { lookup: (provider) => ({ price: prices[provider] }) };
  const members = (time: FakeTime) => [timed('u', says(), time).provider, timed('e', says(), time).provider, timed('i', says(), time).provider, timed('o', says(), time).provider] as const;

  test('goes by what this request costs: its prompt, and the answer that it may have', async () => {
    const time = createFakeTime();
    const route = cheapest(members(time), { catalogue, time });
    expect((await play(route, time, { ...question, maxTokens: 1_000 })).text).toBe('i#1.0;');
    expect((await play(route, time, { messages: [{ role: 'user', content: 'many words '.repeat(1_000) }], maxTokens: 10 })).text).toBe('o#1.0;');
  });

  test('asks those without a price last, and the rest in the order of their prices', async () => {
    const time = createFakeTime();
    const broken = (id: string) => timed(id, fails, time).provider;
    const asked: string[] = [];
    await play(cheapest([broken('u'), broken('e'), broken('i'), broken('o')], { catalogue, time, onAttempt: ({ provider }) => asked.push(provider) }), time);
    expect(asked).toEqual(['i', 'o', 'e', 'u']);
  });
});

describe('sticky', () => {
  const conversation = (opening: string, turns: number) => ({
    messages: [
      { role: 'system' as const, content: 'be kind' },
      { role: 'user' as const, content: opening },
      ...Array.from({ length: turns }, (_, turn) => ({ role: turn % 2 === 0 ? ('assistant' as const) : ('user' as const), content: `turn ${turn}` })),
    ],
  });
  const flags = { supportsMessageHistory: true, supportsSystemMessage: true } as const;

  test('keeps a conversation with one member as it grows, and spreads conversations', async () => {
    const time = createFakeTime();
    const members = ['a', 'b', 'c'].map((id) => timed(id, says(), time, flags).provider);
    const route = sticky(members as unknown as Parameters<typeof sticky>[0], { time });
    const who = async (opening: string, turns: number): Promise<string> => (await play(route, time, conversation(opening, turns))).text.slice(0, 1);
    const openings = Array.from({ length: 30 }, (_, index) => `opening ${index}`);
    const first = await Promise.all(openings.map((opening) => who(opening, 0)));
    expect(await Promise.all(openings.map((opening) => who(opening, 4)))).toEqual(first);
    expect(new Set(first).size).toBe(3);
  });

  test('tells conversations apart by the pictures that they begin with', async () => {
    const time = createFakeTime();
    const members = ['a', 'b', 'c'].map((id) => timed(id, says(), time, { supportsImages: true }).provider);
    const route = sticky(members as unknown as Parameters<typeof sticky>[0], { time });
    const about = (size: number) => ({ messages: [{ role: 'user' as const, content: [{ type: 'image' as const, data: new Uint8Array(size) }] }] });
    const said = await Promise.all(Array.from({ length: 20 }, async (_, size) => (await play(route, time, about(size + 1))).text.slice(0, 1)));
    expect(new Set(said).size).toBe(3);
  });

  test('goes by the key that it is told, or by the order of the members without one', async () => {
    const time = createFakeTime();
    const members = ['a', 'b', 'c', 'd'].map((id) => timed(id, says(), time).provider);
    const keyed = sticky(members as unknown as Parameters<typeof sticky>[0], { time, conversation: ({ seed }) => (seed === undefined ? undefined : String(seed)) });
    expect(await answers(keyed, time, 2)).toBe('aa');
    const bySeed = await Promise.all(Array.from({ length: 20 }, async (_, seed) => (await play(keyed, time, { ...question, seed })).text.slice(0, 1)));
    expect(new Set(bySeed).size).toBe(4);
  });
});

test('rendezvous: when one leaves, only what was its own moves, and to everybody else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 8 }), fc.array(fc.string(), { minLength: 1, maxLength: 50 }), fc.nat(), (ids, keys, at) => {
      const things = ids.map((id) => ({ id }));
      const gone = things[at % things.length];
      for (const key of keys) {
        const before = rendezvous(key, things);
        expect(rendezvous(key, things.filter((thing) => thing !== gone))).toEqual(before.filter((thing) => thing !== gone));
        expect(before.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(things.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      }
    }),
  );
  const shares = new Map<string, number>();
  const things = ['openai', 'openai-2', 'anthropic', 'groq'].map((id) => ({ id }));
  for (let key = 0; key < 4_000; key++) {
    const id = rendezvous(String(key), things)[0]?.id ?? '';
    shares.set(id, (shares.get(id) ?? 0) + 1);
  }
  for (const share of shares.values()) expect(Math.abs(share - 1_000)).toBeLessThan(150);
});
