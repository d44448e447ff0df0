import { isProviderError, type AsyncGeneratorProvider, type ErrorCode } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeTime, createRandom } from '../../test/fake-time.ts';
import { flatten } from '../../test/flatten.ts';
import { noDeadlines, timed, type Move, type Timed } from '../../test/timed.ts';
import { fallback } from '../fallback.ts';
import { createHealth } from '../health/create-health.ts';
import { createMemoryStore, type HealthStore } from '../health/health-store.ts';
import type { Attempt } from '../ledger/attempt.ts';
import { cheapest } from './cheapest.ts';
import { hedge } from './hedge.ts';
import { leastLatency } from './least-latency.ts';
import { retry } from './retry.ts';
import { roundRobin } from './round-robin.ts';
import type { RouteOptions } from './route-options.ts';
import { sticky } from './sticky.ts';
import { weighted } from './weighted.ts';

/** What a tree of routes is made of. A leaf plays a script for each time that it is asked. */
type Tree = { readonly scripts: readonly (readonly Move[])[]; readonly isForeign: boolean } | { readonly kind: string; readonly children: readonly Tree[] };

const codes: ErrorCode[] = ['rate-limited', 'upstream', 'unauthorized', 'invalid-request', 'timeout', 'blocked'];
const after = fc.constantFrom(0, 0, 5, 10, 10, 20, 60);
const failure = fc.record({ fail: fc.constantFrom(...codes), retryAfter: fc.constantFrom(undefined, undefined, 15, 1_000) });
const move: fc.Arbitrary<Move> = fc.record({
  after,
  does: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('text', 'text', 'batch', 'usage', 'warning') }, { weight: 3, arbitrary: failure }, { weight: 1, arbitrary: fc.constant('hang' as const) }),
});
const leaf = fc.record({ scripts: fc.array(fc.array(move, { maxLength: 4 }), { minLength: 1, maxLength: 2 }), isForeign: fc.boolean() });
const kinds = ['fallback', 'hedge', 'hedge', 'retry', 'round-robin', 'weighted', 'least-latency', 'cheapest', 'sticky'];
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ kind: fc.constantFrom(...kinds), children: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const root = fc.record({ kind: fc.constantFrom(...kinds), children: fc.array(tree, { minLength: 1, maxLength: 3 }) });

function routeOf(kind: string, members: readonly [AsyncGeneratorProvider, ...AsyncGeneratorProvider[]], options: RouteOptions): AsyncGeneratorProvider {
  switch (kind) {
    case 'hedge':
      return hedge(members, { ...options, after: 10, atLeast: 0 });
    case 'retry':
      return retry(members[0], { ...options, delay: 10, longestDelay: 500 });
    case 'round-robin':
      return roundRobin(members, options);
    case 'weighted':
      return weighted(members, { ...options, weights: { [members[0].id]: 3 } });
    case 'least-latency':
      return leastLatency(members, options);
    case 'cheapest':
      return cheapest(members, { ...options, catalogue: { lookup: (id) => (id.length % 2 === 0 ? { price: { input: 1, output: 1 } } : undefined) } });
    case 'sticky':
      return sticky(members, options);
    default:
      return fallback(members, options);
  }
}

/** What ends a call before its own end, if anything. */
const ending = fc.oneof(
  fc.constant({ by: 'nothing' } as const),
  fc.record({ by: fc.constant('abort' as const), at: fc.constantFrom(0, 1, 5, 10, 15, 20, 25, 60, 200) }),
  fc.record({ by: fc.constant('leaving' as const), after: fc.integer({ min: 1, max: 3 }) }),
);

test('whatever members do and whenever a call ends: one answer, whole and in order; each attempt once in the ledger; everybody closed', async () => {
  await fc.assert(
    fc.asyncProperty(root, ending, fc.nat(), fc.constantFrom('nobody', 'memory', 'a remote store'), fc.boolean(), async (shape, end, seed, watch, byArray) => {
      const random = createRandom(seed);
      const time = createFakeTime((among) => Math.floor(random() * among));
      const leaves: Timed[] = [];
      let routes = 0;
      const build = (node: Tree, outermost: RouteOptions): AsyncGeneratorProvider => {
        if ('scripts' in node) {
          const made = timed(`p${leaves.length}`, node.scripts, time, {}, node.isForeign);
          leaves.push(made);
          return made.provider;
        }
        const [first, ...rest] = node.children.map((child) => build(child, {}));
        if (first === undefined) throw new Error('a route needs a member');
        return routeOf(node.kind, [first, ...rest], { id: `r${routes++}`, time, random, ...outermost });
      };
      const ledger: Attempt[] = [];
      const memory = createMemoryStore();
      const remote: HealthStore = { ...memory, update: (key, change) => new Promise((resolve) => void time.schedule(() => resolve(memory.update(key, change)), 5)) };
      const health = watch === 'nobody' ? undefined : createHealth({ now: time.now, coolDown: 10, threshold: 1, store: watch === 'a remote store' ? remote : memory });
      const route = build(shape, { health, onAttempt: (attempt) => ledger.push(attempt) });

      const controller = new AbortController();
      const reason = new Error('the caller stopped');
      if (end.by === 'abort') time.schedule(() => controller.abort(reason), end.at);
      const texts: string[] = [];
      let askedAtContent: number | undefined;
      let error: unknown;
      let isDone = false;
      const asked = (): number => leaves.reduce((sum, { calls }) => sum + calls.length, 0);
      const reading = (async () => {
        try {
          const parts = route.createPartGenerator({ messages: [{ role: 'user', content: 'Hi' }] }, { signal: controller.signal, timeout: noDeadlines });
          for await (const part of byArray ? flatten(parts) : parts) {
            if (part.type === 'text') texts.push(part.text);
            if (texts.length > 0) askedAtContent ??= asked();
            if (end.by === 'leaving' && texts.length >= end.after) break;
          }
        } catch (caught) {
          error = caught;
        }
        isDone = true;
      })();
      for (let steps = 0; !isDone && steps < 500 && (await time.step()); steps++);
      // One that hangs is waited for until somebody leaves.
      if (!isDone) controller.abort(reason);
      await reading;
      await time.run(watch === 'a remote store' ? 50 : 0);

      const [speaker] = texts[0]?.split('.') ?? [];
      const order = texts.map((text) => (text.split('.')[0] === speaker ? text.slice(text.indexOf('.') + 1) : 'somebody else'));
      expect(order).toEqual(order.toSorted());
      expect(new Set(order).size).toBe(order.length);
      if (askedAtContent !== undefined) expect(asked()).toBe(askedAtContent);

      const own = ledger.filter(({ isRoute, outcome }) => !isRoute && outcome !== 'skipped');
      expect(leaves.map(({ provider, calls }) => [provider.id, calls.length])).toEqual(leaves.map(({ provider: { id } }) => [id, own.filter(({ provider }) => provider === id).length]));
      expect(ledger.map(({ attempt }) => attempt).toSorted((a, b) => a - b)).toEqual(ledger.map((_, index) => index + 1));
      expect(own.filter(({ outcome }) => outcome === 'won').length).toBe(error === undefined && end.by !== 'leaving' ? 1 : own.some(({ outcome }) => outcome === 'won') ? 1 : 0);
      expect(leaves.flatMap(({ calls }) => calls.filter(({ isOpen }) => isOpen))).toEqual([]);

      if (error !== undefined && controller.signal.aborted && !isProviderError(error)) expect(error).toBe(reason);
      else if (error !== undefined) expect(isProviderError(error)).toBe(true);
      else if (end.by !== 'leaving') expect(texts.length).toBeGreaterThan(0);
      // Only where several are asked at once can there be content that nobody sees.
      if (!JSON.stringify(shape).includes('hedge')) expect(own.filter(({ firstContentMs, outcome }) => firstContentMs !== undefined || outcome === 'lost').length).toBe(texts.length > 0 || own.some(({ firstContentMs }) => firstContentMs !== undefined) ? 1 : 0);
      if (end.by === 'nothing' || end.by === 'abort') expect(time.pending()).toBe(end.by === 'abort' && !controller.signal.aborted ? 1 : 0);
    }),
    { numRuns: 2_000 },
  );
}, 60_000);
