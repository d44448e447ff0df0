import { errorCodes, isProviderError, type AsyncGeneratorProvider, type ErrorCode } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatten } from '../test/flatten.ts';
import { scripted, type Scripted, type Step } from '../test/scripted.ts';
import { fallback } from './fallback.ts';

/** Codes that a hop can fail with; `interrupted` before content and `no-provider` are told apart in other tests. */
const codes = Object.keys(errorCodes).filter((code): code is ErrorCode => !['interrupted', 'no-provider'].includes(code));
type Kind = 'text' | 'batch' | 'reasoning' | 'warning' | ErrorCode;
const kind: fc.Arbitrary<Kind> = fc.oneof(fc.constantFrom<Kind>('text', 'batch', 'reasoning', 'warning'), fc.constantFrom(...codes));
const script = fc.array(kind, { maxLength: 5 });
/** Whether the hops before this one stand in a route of their own. */
const members = fc.array(fc.record({ script, nests: fc.boolean() }), { minLength: 1, maxLength: 6 });

/** Every text says who said it, and which it was. */
function stepsOf(id: string, kinds: readonly Kind[]): readonly Step[] {
  return kinds.map((each, index): Step => {
    const text = `${id}.${index};`;
    if (each === 'text') return text;
    if (each === 'batch') return [text, text];
    if (each === 'reasoning') return { type: 'reasoning', text };
    if (each === 'warning') return { type: 'warning', setting: id, message: text };
    return { fail: each };
  });
}

const isContentKind = (each: Kind): boolean => each === 'text' || each === 'batch' || each === 'reasoning';
const isFailureKind = (each: Kind): each is ErrorCode => each in errorCodes;

/** What the consumer must see. */
interface Expected {
  readonly texts: readonly string[];
  /** The index of the hop that answers. */
  readonly answers: number | undefined;
  /** How many hops are asked. */
  readonly asked: number;
  readonly fails: boolean;
}

/** The same, told from the scripts alone. */
function expected(scripts: readonly (readonly Kind[])[]): Expected {
  for (const [index, kinds] of scripts.entries()) {
    const failure = kinds.findIndex(isFailureKind);
    const said = failure < 0 ? kinds : kinds.slice(0, failure);
    if (said.some(isContentKind)) {
      const texts = said.flatMap((each, at) => Array.from({ length: each === 'batch' ? 2 : 1 }, () => `p${index}.${at};`));
      return { texts, answers: index, asked: index + 1, fails: failure >= 0 };
    }
    const code = kinds[failure];
    if (code !== undefined && isFailureKind(code) && !errorCodes[code].fallBack) return { texts: [], answers: undefined, asked: index + 1, fails: true };
  }
  return { texts: [], answers: undefined, asked: scripts.length, fails: true };
}

/** One route, or routes inside one another, over the same members in the same order. */
function routeOf(hops: readonly Scripted[], nests: readonly boolean[]): AsyncGeneratorProvider {
  let route: AsyncGeneratorProvider | undefined;
  let flat: AsyncGeneratorProvider[] = [];
  for (const [index, { provider }] of hops.entries()) {
    flat.push(provider);
    const [first, ...others] = flat;
    if (first === undefined || (nests[index] !== true && index < hops.length - 1)) continue;
    route = fallback([first, ...others], { id: `route-${index}` });
    flat = [route];
  }
  if (route === undefined) throw new Error('a route needs a hop');
  return route;
}

test("an answer is one hop's alone, whole and in order; nobody is asked after it, and every loser is closed", async () => {
  await fc.assert(
    fc.asyncProperty(members, fc.option(fc.nat(8), { nil: undefined }), fc.boolean(), fc.boolean(), async (list, leaveAfter, aborts, byArray) => {
      const hops = list.map(({ script: kinds }, index) => scripted(`p${index}`, stepsOf(`p${index}`, kinds)));
      const route = routeOf(hops, list.map(({ nests }) => nests));
      const want = expected(list.map(({ script: kinds }) => kinds));
      const controller = new AbortController();
      const reason = new Error('the caller stopped');
      const seen: string[] = [];
      let error: unknown;
      let hasLeft = false;
      try {
        const parts = route.createPartGenerator({ messages: [{ role: 'user', content: 'a question' }] }, { signal: controller.signal });
        for await (const part of byArray ? flatten(parts) : parts) {
          if (part.type === 'text' || part.type === 'reasoning') seen.push(part.text);
          if (part.type === 'warning') seen.push(part.message);
          if (seen.length !== leaveAfter) continue;
          hasLeft = true;
          if (!aborts) break;
          controller.abort(reason);
        }
      } catch (caught) {
        error = caught;
      }

      if (hasLeft) {
        expect(seen).toEqual(want.texts.slice(0, seen.length));
        if (aborts && error !== undefined) expect(error).toBe(reason);
      } else {
        expect(seen).toEqual(want.texts);
        expect(isProviderError(error)).toBe(want.fails);
        if (want.answers !== undefined && want.fails) expect(error).toMatchObject({ code: expect.stringMatching(/^(interrupted|timeout)$/) });
      }
      await expect.poll(() => hops.map(({ open }) => open), { interval: 1 }).toEqual(hops.map(() => 0));
      expect(hops.map(({ calls }) => calls.length)).toEqual(hops.map((_, index) => (index < want.asked ? 1 : 0)));
    }),
    { numRuns: 500 },
  );
});
