import { isProviderError } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatWire } from '../src/index.ts';

/** Any JSON, with words of a wire in places where they do not belong, so that junk gets further than the first check. */
export function junkOf(keys: fc.Arbitrary<string>, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { junk } = fc.letrec((tie) => ({
    junk: fc.oneof({ maxDepth: 5 }, values, fc.jsonValue(), fc.array(tie('junk'), { maxLength: 3 }), fc.dictionary(keys, tie('junk'), { maxKeys: 6 })),
  }));
  return junk;
}

/** Runs it, and lets pass nothing but an error that says what it is. */
function survives(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(isProviderError(error), String(error)).toBe(true);
  }
}

/** Holds a wire to reading whatever comes, or refusing it with an error of ours. */
export function testJunk(wire: ChatWire, provider: string, { event, body }: { readonly event: fc.Arbitrary<unknown>; readonly body: fc.Arbitrary<unknown> }): void {
  const context = { provider };
  const runs = { numRuns: 1_000 };

  test('whatever a service sends, a decoder gives parts or an error of ours', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(event.map((data) => JSON.stringify(data)), fc.string())), (stream) => {
        survives(() => {
          const decoder = wire.createDecoder(context);
          for (const data of stream) decoder.push([{ data }]);
          decoder.end();
        });
      }),
      runs,
    );
  });

  test('whatever comes in place of an answer, and whatever a client asks, is read or refused', () => {
    fc.assert(
      fc.property(event, body, (answer, asked) => {
        survives(() => wire.decodeAnswer(answer, context));
        survives(() => wire.parseRequest(asked));
      }),
      runs,
    );
  });

  test('what a client asks and is let pass can be asked on', () => {
    fc.assert(
      fc.property(body, (asked) => {
        survives(() => {
          const { request } = wire.parseRequest(asked);
          wire.encodeRequest({ ...request, model: String(request.model) }, context);
        });
      }),
      runs,
    );
  });
}
