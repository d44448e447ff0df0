import { isProviderError, type Part } from '@g4f/core';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { gemini } from '@g4f/wires/gemini';
import { openaiChat } from '@g4f/wires/openai-chat';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relayFormats } from './relay-format.ts';
import { createRelayReader } from './relay-reader.ts';
import { isRelayed } from './relayed-bytes.ts';

const wires = [openaiChat, anthropicMessages, gemini];
const context = { id: 'a', model: 'm', created: 1, wantsUsage: true };
const utf8 = new TextEncoder();

/** Reads pieces; gives the bytes that would go to the client, what was told beside them, and how it ended. */
function relay(wire: (typeof wires)[number], pieces: readonly Uint8Array[]) {
  const format = relayFormats[wire.name];
  if (format === undefined) throw new Error('no format');
  const reader = createRelayReader(wire, format, 'up');
  const parts: Part[] = [];
  let code: string | undefined;
  try {
    for (const piece of pieces) {
      parts.push(...reader.push(piece));
      const failed = reader.failed();
      if (failed !== undefined) throw failed;
    }
    parts.push(...reader.end());
  } catch (error) {
    if (!isProviderError(error)) throw error;
    code = error.code;
  }
  const bytes = Buffer.concat(parts.filter(isRelayed).map(({ data }) => data)).toString();
  return { bytes, asides: parts.filter((part) => !isRelayed(part)), code };
}

function split(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const text = fc.string({ unit: fc.constantFrom('a', ' ', '"error"', '🌍', '\n\n', '\r', 'event: error', 'data: [DONE]', 'é'), minLength: 1 });
const part: fc.Arbitrary<Part> = fc.oneof(
  text.map((each) => ({ type: 'text' as const, text: each })),
  text.map((each) => ({ type: 'reasoning' as const, text: each })),
  text.map((each, ) => ({ type: 'tool-call' as const, id: `call_${each.length}`, name: 'f', arguments: JSON.stringify({ each }) })),
);
const usage: Part = { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' };
const cuts = fc.array(fc.nat(), { maxLength: 12 });

function write(wire: (typeof wires)[number], parts: readonly Part[]): string {
  const encoder = wire.createEncoder(context);
  return [...parts, usage].map((each) => encoder.part(each)).join('') + encoder.end();
}

describe.each(wires.map((wire) => [wire.name, wire] as const))('a relay of %s', (_name, wire) => {
  test('hands on every byte of a whole answer, and knows its usage and its end, wherever it is split', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), cuts, (parts, lineEnd, at) => {
        const whole = write(wire, parts).replaceAll('\n', lineEnd);
        const { bytes, asides, code } = relay(wire, split(utf8.encode(whole), at));
        expect([bytes, code]).toEqual([whole, undefined]);
        expect(asides.findLast(({ type }) => type === 'usage')).toMatchObject({ usage: { outputTokens: 2 } });
        expect(asides.filter(({ type }) => type === 'finish')).toHaveLength(1);
      }),
    );
  });

  test('of an answer that is cut off hands on whole events alone, and never calls it finished', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 30 }), fc.nat(), cuts, (parts, length, at) => {
        const encoder = wire.createEncoder(context);
        const started = utf8.encode(parts.map((each) => encoder.part(each)).join(''));
        const { bytes, code } = relay(wire, split(started.subarray(0, length % started.length), at));
        expect(['interrupted', undefined]).toContain(code);
        if (code === undefined) expect(bytes).toBe('');
        else expect(bytes === '' || /(\n\n)$/.test(bytes)).toBe(true);
      }),
    );
  });

  test('stops before an error in the stream', () => {
    const encoder = wire.createEncoder(context);
    const good = ['Hel', 'lo'].map((each) => encoder.part({ type: 'text', text: each })).join('');
    const failing = encoder.error({ code: 'rate-limited', message: 'slow down' } as never);
    const { bytes, code } = relay(wire, [utf8.encode(good + failing + encoder.end())]);
    expect([bytes, code]).toEqual([good, 'rate-limited']);
    expect(relay(wire, [utf8.encode(failing)])).toEqual({ bytes: '', asides: [], code: 'rate-limited' });
  });
});

test('an answer that came to its end without the mark gets it', () => {
  const event = (delta: object, reason: string | null): string => `data: ${JSON.stringify({ choices: [{ delta, finish_reason: reason }] })}\n\n`;
  const whole = event({ content: 'Hi' }, null) + event({}, 'stop');
  expect(relay(openaiChat, [utf8.encode(whole)]).bytes).toBe(`${whole}data: [DONE]\n\n`);
  expect(relay(openaiChat, [utf8.encode(`${whole}data: [DONE]`)]).bytes).toBe(`${whole}data: [DONE]\n\n`);
});

test('a long answer is told by its beginning and its end', () => {
  const parts = Array.from({ length: 3_000 }, (_, index): Part => ({ type: 'text', text: `word${index} ` }));
  const whole = write(openaiChat, parts);
  const pieces = split(utf8.encode(whole), Array.from({ length: 200 }, (_, index) => index * 2_111));
  const { bytes, asides, code } = relay(openaiChat, pieces);
  expect([bytes === whole, code]).toEqual([true, undefined]);
  expect(asides).toMatchObject([{ type: 'usage', usage: { inputTokens: 3 } }, { type: 'finish', reason: 'stop' }]);
});
