import { assistantMessage, type AuthorRequest, type ContentPart, type Message, type Part, type ProviderMetadata } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splits } from '../../test/splits.ts';
import { anthropicMessages } from '../anthropic-messages.ts';
import { createSseDecoder } from '../sse.ts';

const context = { provider: 'anthropic' };
const answerContext = { id: 'msg_1', model: 'm', created: 0, wantsUsage: true };

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '🌍', '"', '<'), minLength: 1 }).map((text) => `.${text}.`);
const opaque = fc.base64String({ minLength: 4 });
const native: fc.Arbitrary<ProviderMetadata> = opaque.map((signature) => ({ anthropic: { signature } }));
const foreign: fc.Arbitrary<ProviderMetadata> = fc.record({ gemini: fc.record({ thoughtSignature: words }), openai: fc.record({ id: words, n: fc.integer() }) }, { requiredKeys: ['gemini'] });
const json = fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue({ noUnicodeString: false })).map((value) => JSON.stringify(value));

/** Pieces of one text. */
const cut = (text: string): string[] => text.match(/.{1,3}/gsu) ?? [];
const prose = (type: 'text' | 'reasoning', metadata: fc.Arbitrary<ProviderMetadata | undefined>): fc.Arbitrary<Part[]> =>
  fc.tuple(words, metadata).map(([text, bound]) => [...cut(text).map((piece) => ({ type, text: piece })), ...(bound === undefined ? [] : [{ type, text: '', metadata: bound }])]);
const call = (metadata: fc.Arbitrary<ProviderMetadata | undefined>): fc.Arbitrary<Part[]> =>
  fc.tuple(fc.uuid(), words, json, fc.constantFrom('whole', 'pieces', 'both'), metadata).map(([id, name, args, how, bound]): Part[] => {
    const deltas = cut(args).map((piece, index): Part => ({ type: 'tool-call-delta', id, ...(index === 0 && { name }), arguments: piece }));
    const whole: Part = { type: 'tool-call', id, name, arguments: args, ...(bound !== undefined && { metadata: bound }) };
    return how === 'whole' || bound !== undefined ? [whole] : how === 'pieces' ? deltas : [...deltas, whole];
  });
const never = fc.constant(undefined);
const tokens = fc.integer({ min: 1, max: 1e6 });
const usage = fc.record({ inputTokens: tokens, outputTokens: tokens, reasoningTokens: tokens });
const finish = fc.constantFrom(['stop', 'end_turn'], ['stop', 'stop_sequence'], ['length', 'max_tokens'], ['tool-calls', 'tool_use'], ['content-filter', 'refusal'], ['other', 'pause_turn']);

/** An answer of Anthropic's own. */
const answers = fc
  .tuple(fc.array(fc.oneof(prose('text', never), prose('reasoning', fc.option(native, { nil: undefined })), call(never)), { maxLength: 6 }), usage, finish)
  .map(([content, counts, [reason, raw]]): Part[] => [
    ...content.flat(),
    { type: 'usage', usage: counts, provenance: 'reported' },
    { type: 'finish', reason: reason as 'stop', raw: raw ?? '', model: 'm' },
  ]);

/** An answer with its pieces joined, whatever their borders, the calls that came in pieces whole, and the usage that holds. */
function joined(parts: readonly Part[]): readonly Part[] {
  const out: Part[] = [];
  const pieces = new Map<string, { name: string; json: string; at: number }>();
  const usages = parts.filter(({ type }) => type === 'usage');
  for (const part of parts) {
    const last = out.at(-1);
    if (part.type === 'usage' && part !== usages.at(-1)) continue;
    if (part.type === 'tool-call-delta') {
      const known = pieces.get(part.id) ?? { name: part.name ?? '', json: '', at: out.push(part) - 1 };
      pieces.set(part.id, { ...known, json: known.json + part.arguments });
    } else if (part.type === 'tool-call' && pieces.has(part.id)) continue;
    else if ((part.type === 'text' || part.type === 'reasoning') && last?.type === part.type && last.metadata === undefined) out[out.length - 1] = { ...last, ...part, text: last.text + part.text };
    else out.push(part);
  }
  for (const [id, { name, json: args, at }] of pieces) out[at] = { type: 'tool-call', id, name, arguments: args };
  return out;
}

/** Encodes an answer, and decodes it again from chunks of any size. */
function throughStream(parts: readonly Part[], pieces: <T extends { readonly length: number; slice(from: number, to: number): T }>(whole: T) => T[]): readonly Part[] {
  const encoder = anthropicMessages.createEncoder(answerContext);
  const text = parts.map(encoder.part).join('') + encoder.end();
  const sse = createSseDecoder();
  const decoder = anthropicMessages.createDecoder(context);
  const chunks = [...pieces(new TextEncoder().encode(text)).flatMap((bytes) => decoder.push(sse.push(bytes))), ...decoder.end()];
  return chunks.map((chunk) => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk));
}

test('an answer comes out of a stream as it went in, for any split', () => {
  fc.assert(
    fc.property(answers, splits, (parts, pieces) => {
      expect(joined(throughStream(parts, pieces))).toEqual(joined(parts));
    }),
  );
});

test('an answer in one piece comes out as it went in', () => {
  fc.assert(
    fc.property(answers, (parts) => {
      const answer: unknown = JSON.parse(JSON.stringify(anthropicMessages.encodeAnswer(parts, answerContext)));
      expect(joined(anthropicMessages.decodeAnswer(answer, context))).toEqual(joined(parts));
    }),
  );
});

test('what is bound to any provider comes back to a gateway through a client that knows nothing of it', () => {
  const bound = fc.oneof(native, foreign);
  const told = fc.array(fc.oneof(prose('text', fc.option(foreign, { nil: undefined })), prose('reasoning', bound), call(fc.option(bound, { nil: undefined }))), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(told, splits, (parts, pieces) => {
      const flat = parts.flat();
      const seen = assistantMessage(throughStream(flat, pieces));
      const body = anthropicMessages.encodeRequest({ model: 'claude-opus-5-5', messages: [{ role: 'user', content: 'Hi' }, seen, { role: 'user', content: 'Go on' }] }, context);
      const { request } = anthropicMessages.parseRequest(JSON.parse(JSON.stringify(body)));
      const content = request.messages[1]?.content;
      expect(typeof content === 'string' ? [{ type: 'text', text: content }] : content).toEqual(assistantMessage(joined(flat)).content);
    }),
  );
});

const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 });
const userPart: fc.Arbitrary<ContentPart> = fc.oneof(
  words.map((text) => ({ type: 'text' as const, text })),
  bytes.map((data) => ({ type: 'image' as const, data, mediaType: 'image/png' })),
  fc.webUrl().map((url) => ({ type: 'image' as const, data: new URL(url) })),
  fc.record({ data: bytes, name: words }, { requiredKeys: ['data'] }).map((file) => ({ type: 'file' as const, mediaType: 'application/pdf', ...file })),
);
const userTurn: fc.Arbitrary<Message[]> = fc.array(userPart, { minLength: 2, maxLength: 4 }).map((content) => [{ role: 'user', content }]);
const assistantTurn: fc.Arbitrary<Message[]> = fc
  .tuple(native, words, fc.uuid(), json, words, fc.boolean())
  .map(([metadata, text, id, args, result, isError]) => [
    { role: 'assistant', content: [{ type: 'reasoning', text, metadata }, { type: 'text', text }, { type: 'tool-call', id, name: 'f', arguments: args }] },
    { role: 'tool', content: [{ type: 'tool-result', id, content: result, ...(isError && { isError }) }] },
  ]);
const requests: fc.Arbitrary<AuthorRequest> = fc
  .tuple(
    fc.option(words, { nil: undefined }),
    userTurn,
    fc.array(fc.tuple(assistantTurn, userTurn), { maxLength: 2 }),
    fc.record(
      {
        maxTokens: fc.integer({ min: 1, max: 1e5 }),
        temperature: fc.constantFrom(0, 0.5, 1),
        stop: fc.array(words, { minLength: 1 }),
        tools: fc.array(fc.record({ name: words, description: words, parameters: fc.constant({ type: 'object', properties: {} }) }, { requiredKeys: ['name', 'parameters'] }), { minLength: 1 }),
        responseFormat: fc.constant({ type: 'json' as const, schema: { type: 'object' } }),
      },
      { requiredKeys: ['maxTokens'] },
    ),
  )
  .map(([system, first, turns, settings]) => ({
    model: 'claude-sonnet-4-6',
    messages: [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), ...first, ...turns.flat(2)],
    ...settings,
  }));

test('a request comes out of its body as it went in', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const body = anthropicMessages.encodeRequest(request, context);
      expect(anthropicMessages.parseRequest(JSON.parse(JSON.stringify(body)))).toEqual({ request, isStream: true, wantsUsage: true });
    }),
  );
});
