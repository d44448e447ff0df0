import { errorCodes, ProviderError, settings, type ContentPart, type ErrorCode, type Message, type Part, type Setting, type ToolCallPart } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatWire, WireContext } from '../src/index.ts';
import { createSseDecoder } from '../src/sse.ts';
import { splits } from './splits.ts';

const answer = { id: 'answer-1', model: 'm', created: 1_700_000_000, wantsUsage: true };

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 });
const count = fc.nat({ max: 1_000_000 });

/** Calls with ids of their own, each in deltas and then whole, or whole alone. */
const calls = fc.uniqueArray(fc.record({ id: word, name: word, arguments: text, isTold: fc.boolean() }), { selector: ({ id }) => id, maxLength: 4 });
const prose = fc.array(fc.oneof(fc.record({ type: fc.constant('text' as const), text }), fc.record({ type: fc.constant('reasoning' as const), text }), fc.record({ type: fc.constant('source' as const), url: fc.webUrl(), title: word })));
const usage = fc.option(fc.record({ inputTokens: count, outputTokens: count, cachedInputTokens: count, cacheWriteTokens: count, reasoningTokens: count }), { nil: undefined });
const reason = fc.constantFrom('stop' as const, 'length' as const, 'content-filter' as const);

const parts = fc.record({ prose, calls, usage, reason }).map(({ prose: said, calls: made, usage: counted, reason: why }): Part[] => [
  ...said,
  ...made.flatMap(({ isTold, ...call }): Part[] => [
    ...(isTold ? [{ type: 'tool-call-delta' as const, id: call.id, name: call.name, arguments: call.arguments.slice(0, 3) }, { type: 'tool-call-delta' as const, id: call.id, arguments: call.arguments.slice(3) }] : []),
    { type: 'tool-call', ...call },
  ]),
  ...(counted === undefined ? [] : [{ type: 'usage' as const, usage: counted, provenance: 'reported' as const }]),
  { type: 'finish', reason: made.length > 0 ? 'tool-calls' : why },
]);

const isCall = (part: Part): part is ToolCallPart => part.type === 'tool-call';

/** What of an answer must come out as it went in, however it is cut. */
function essence(all: readonly Part[]) {
  const joined = (type: 'text' | 'reasoning') => all.map((part) => (part.type === type ? part.text : '')).join('');
  const finish = all.find((part) => part.type === 'finish');
  return {
    text: joined('text'),
    reasoning: joined('reasoning'),
    calls: all.filter(isCall).map(({ id, name, arguments: json }) => ({ id, name, arguments: json })),
    sources: all.filter((part) => part.type === 'source'),
    usage: all.findLast((part) => part.type === 'usage'),
    finish: finish?.reason,
  };
}

/** Holds a wire to giving an answer, streamed or whole, as it was written; and a failure in it as itself. */
export function testAnswers(wire: ChatWire, context: WireContext): void {
  test('a streamed answer of any parts, cut anywhere, comes out as it went in', () => {
    fc.assert(
      fc.property(parts, splits, (all, cut) => {
        const encoder = wire.createEncoder(answer);
        const bytes = new TextEncoder().encode(all.map(encoder.part).join('') + encoder.end());
        const events = createSseDecoder();
        const decoder = wire.createDecoder(context);
        const chunks = cut(bytes).flatMap((chunk) => decoder.push(events.push(chunk)));
        const out = [...chunks, ...decoder.end()].map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk));
        expect(essence(out)).toEqual(essence(all));
        for (const call of out.filter(isCall)) {
          const deltas = out.map((part) => (part.type === 'tool-call-delta' && part.id === call.id ? part.arguments : '')).join('');
          expect(deltas).toBe(call.arguments);
        }
      }),
    );
  });

  test('an answer in one piece comes out as it went in', () => {
    fc.assert(
      fc.property(parts, (all) => {
        expect(essence(wire.decodeAnswer(JSON.parse(JSON.stringify(wire.encodeAnswer(all, answer))), context))).toEqual(essence(all));
      }),
    );
  });

  test.each(Object.keys(errorCodes) as ErrorCode[])('an error is itself on both sides: %s', (code) => {
    const encoder = wire.createEncoder(answer);
    const decoder = wire.createDecoder(context);
    const bytes = encoder.part({ type: 'text', text: 'Hal' }) + encoder.error(new ProviderError('gone', { code }));
    expect(bytes).not.toContain('[DONE]');
    expect(decoder.push(createSseDecoder().push(bytes))).toEqual(['Hal']);
    expect(() => decoder.end()).toThrow(expect.objectContaining({ code, message: expect.stringContaining('gone') as string }) as Error);
  });
}

/** Holds a wire to reading a request as it wrote it. `carried`: the settings that it has words for, and `stop` if it has one. */
export function testRequests(wire: ChatWire, context: WireContext, carried: readonly (Setting | 'stop')[]): void {
  test('a request comes out as it went in', () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const piece: fc.Arbitrary<ContentPart> = fc.oneof(
      fc.record({ type: fc.constant('text' as const), text }),
      fc.record({ type: fc.constant('image' as const), data: fc.oneof(data, fc.webUrl().map((url) => new URL(url))), mediaType: fc.constant('image/png') }),
      fc.record({ type: fc.constant('file' as const), data, mediaType: fc.constant('application/pdf'), name: word }),
    );
    const call: fc.Arbitrary<ContentPart> = fc.record({ type: fc.constant('tool-call' as const), id: word, name: word, arguments: fc.jsonValue().map((value) => JSON.stringify(value)) });
    const turn: fc.Arbitrary<Message> = fc.oneof(
      fc.record({ role: fc.constantFrom('system' as const, 'user' as const), content: text }),
      fc.record({ role: fc.constant('user' as const), content: fc.array(piece, { minLength: 1, maxLength: 3 }).filter((content) => content.some(({ type }) => type !== 'text')) }),
    );
    const said: fc.Arbitrary<Message> = fc.oneof(
      fc.record({ role: fc.constant('assistant' as const), content: text }),
      fc.record({ role: fc.constant('assistant' as const), content: fc.array(call, { minLength: 1, maxLength: 3 }) }),
    );
    const results: fc.Arbitrary<Message> = fc.array(fc.record({ type: fc.constant('tool-result' as const), id: word, content: text }), { minLength: 1, maxLength: 3 }).map((content) => ({ role: 'tool', content }));
    const schema = fc.constant({ type: 'object', properties: { a: { type: 'string' } } });
    const values: { readonly [S in Setting | 'stop']: fc.Arbitrary<unknown> } = {
      temperature: fc.double({ min: 0, max: 2, noNaN: true }).map((heat) => heat + 0),
      topP: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
      maxTokens: fc.integer({ min: 1 }),
      seed: fc.integer(),
      stop: fc.array(word, { minLength: 1, maxLength: 4 }),
      reasoningEffort: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
      toolChoice: fc.constant(undefined), // goes with tools
    };
    const tools = fc.record({
      tools: fc.array(fc.record({ name: word, description: text, parameters: schema }), { minLength: 1, maxLength: 2 }),
      toolChoice: fc.oneof(fc.constantFrom('auto' as const, 'none' as const, 'required' as const), fc.record({ name: word })),
    });
    const request = fc
      .record({
        asked: fc.record(
          {
            model: word,
            // An assistant's turns and results that follow each other may become one message: another turn stands between them here.
            messages: fc.array(fc.tuple(turn, fc.option(said, { nil: undefined }), fc.option(results, { nil: undefined })), { minLength: 1, maxLength: 5 }).map((turns) => turns.flat().filter((each) => each !== undefined)),
            responseFormat: fc.record({ type: fc.constant('json' as const), schema, name: fc.constant('answer') }),
          },
          { requiredKeys: ['model', 'messages'] },
        ),
        tuned: fc.record(Object.fromEntries([...settings, 'stop' as const].filter((name) => carried.includes(name) && name !== 'toolChoice').map((name) => [name, values[name]])), { requiredKeys: [] }),
        offered: fc.option(tools, { nil: {} }),
      })
      .map(({ asked, tuned, offered }) => ({ ...asked, ...tuned, ...offered }));
    fc.assert(
      fc.property(request, (asked) => {
        const { isStream, wantsUsage, request: got } = wire.parseRequest(JSON.parse(JSON.stringify(wire.encodeRequest(asked, context))));
        expect({ isStream, wantsUsage, request: got }).toEqual({ isStream: true, wantsUsage: true, request: JSON.parse(JSON.stringify(asked, keepBytes), reviveBytes) as unknown });
      }),
    );
  });
}

/** -0 is 0 in JSON, and bytes and addresses must come through it for a comparison. */
function keepBytes(this: unknown, key: string, value: unknown): unknown {
  const original: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : value;
  if (original instanceof Uint8Array) return { bytes: [...original] };
  return original instanceof URL ? { href: original.href } : value;
}
function reviveBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value && Array.isArray(value.bytes)) return Uint8Array.from(value.bytes as number[]);
  return 'href' in value && typeof value.href === 'string' ? new URL(value.href) : withoutMediaTypeOfAddress(value);
}
/** The wire has no media type for what is at an address. */
function withoutMediaTypeOfAddress(value: object): object {
  return 'data' in value && value.data instanceof URL ? { type: 'image', data: value.data } : value;
}
