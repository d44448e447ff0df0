import { assistantMessage, type AuthorRequest, type ContentPart, type Message, type Part, type ProviderMetadata } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splits } from '../../test/splits.ts';
import { gemini } from '../gemini.ts';
import { createSseDecoder } from '../sse.ts';

const context = { provider: 'gemini' };
const answerContext = { id: 'answer-1', model: 'm', created: 0, wantsUsage: true };

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '🌍', '"', '<'), minLength: 1 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 });
const json = fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue({ noUnicodeString: false })).map((value) => JSON.stringify(value));
const native: fc.Arbitrary<ProviderMetadata> = fc.base64String({ minLength: 4 }).map((thoughtSignature) => ({ gemini: { thoughtSignature } }));
const foreign: fc.Arbitrary<ProviderMetadata> = fc.record({ anthropic: fc.record({ signature: words }), openai: fc.record({ id: words, n: fc.integer() }) }, { requiredKeys: ['anthropic'] });

const prose = (metadata: fc.Arbitrary<ProviderMetadata>): fc.Arbitrary<Part> =>
  fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const), text: words, metadata }, { requiredKeys: ['type', 'text'] });
const call = (metadata: fc.Arbitrary<ProviderMetadata>): fc.Arbitrary<Part> =>
  fc.record({ type: fc.constant('tool-call' as const), id: fc.uuid(), name: words, arguments: json, metadata }, { requiredKeys: ['type', 'id', 'name', 'arguments'] });
const file: fc.Arbitrary<Part> = bytes.map((data) => ({ type: 'file', data, mediaType: 'image/png' }));
const source: fc.Arbitrary<Part> = fc.uuid().map((id) => ({ type: 'source', url: `https://example.com/${id}`, title: id }));

const tokens = fc.integer({ min: 0, max: 1e6 });
const usage: fc.Arbitrary<Part> = fc
  .record({ inputTokens: tokens, outputTokens: tokens, cachedInputTokens: tokens, reasoningTokens: tokens })
  .map(({ outputTokens, reasoningTokens, ...rest }) => ({ type: 'usage', usage: { ...rest, outputTokens: outputTokens + reasoningTokens, reasoningTokens }, provenance: 'reported' }));
const finishes = [['stop', 'STOP'], ['length', 'MAX_TOKENS'], ['length', 'CONTINUATION'], ['content-filter', 'SPII'], ['other', 'LANGUAGE']] as const;

const answers = fc
  .tuple(fc.array(fc.oneof(prose(native), call(native), file, source), { maxLength: 6 }), fc.option(usage, { nil: undefined }), fc.constantFrom(...finishes))
  .map(([content, counts, [reason, raw]]): Part[] => {
    const parts: Part[] = [{ type: 'text', text: 'So: ' }, ...content];
    const hasCall = reason === 'stop' && parts.some(({ type }) => type === 'tool-call');
    return [...parts, ...(counts === undefined ? [] : [counts]), { type: 'finish', reason: hasCall ? 'tool-calls' : reason, raw, model: 'm' }];
  });

/** A signed piece of text, as it comes off the wire, says how much of it is signed. */
function received(part: Part): Part {
  if ((part.type !== 'text' && part.type !== 'reasoning') || part.metadata === undefined) return part;
  return { ...part, metadata: { gemini: { ...part.metadata['gemini'], signedLength: part.text.length } } };
}

/** Encodes an answer, and decodes it again from chunks of any size. */
function throughStream(parts: readonly Part[], pieces: <T extends { readonly length: number; slice(from: number, to: number): T }>(whole: T) => T[]): Part[] {
  const encoder = gemini.createEncoder(answerContext);
  const text = parts.map(encoder.part).join('') + encoder.end();
  const sse = createSseDecoder();
  const decoder = gemini.createDecoder(context);
  const chunks = [...pieces(new TextEncoder().encode(text)).flatMap((chunk) => decoder.push(sse.push(chunk))), ...decoder.end()];
  return chunks.map((chunk) => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk));
}

test('an answer comes out of a stream as it went in, for any split', () => {
  fc.assert(
    fc.property(answers, splits, (parts, pieces) => {
      expect(throughStream(parts, pieces)).toEqual(parts.map(received));
    }),
  );
});

/** Pieces of text that nothing marks, joined; sources where the wire has them, behind the content. */
function whole(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts.filter(({ type }) => type !== 'source')) {
    const last = out.at(-1);
    const isPlain = (part.type === 'text' || part.type === 'reasoning') && part.metadata === undefined;
    if (isPlain && last?.type === part.type && last.metadata === undefined) out[out.length - 1] = { ...last, text: last.text + part.text };
    else out.push(received(part));
  }
  const end = out.findIndex(({ type }) => type === 'usage' || type === 'finish');
  return [...out.slice(0, end), ...parts.filter(({ type }) => type === 'source'), ...out.slice(end)];
}

test('an answer in one piece comes out as it went in', () => {
  fc.assert(
    fc.property(answers, (parts) => {
      const answer: unknown = JSON.parse(JSON.stringify(gemini.encodeAnswer(parts, answerContext)));
      expect(gemini.decodeAnswer(answer, context)).toEqual(whole(parts));
    }),
  );
});

test('what is bound to any provider comes back to a gateway through a client that knows nothing of it', () => {
  const bound = fc.oneof(native, foreign);
  const told = fc.array(fc.oneof(prose(bound), call(bound)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(told, splits, (parts, pieces) => {
      const seen = assistantMessage(throughStream(parts, pieces));
      const body = gemini.encodeRequest({ model: 'gemini-3.8-flash', messages: [{ role: 'user', content: 'Hi' }, seen, { role: 'user', content: 'Go on' }] }, context);
      const { content } = gemini.parseRequest(JSON.parse(JSON.stringify(body))).request.messages[1] ?? {};
      const bindings = (list: Iterable<Part | ContentPart>): unknown[] => [...list].flatMap((part) => ('metadata' in part && part.metadata !== undefined ? [part.metadata] : []));
      expect(bindings(typeof content === 'string' ? [] : (content ?? []))).toEqual(bindings(parts));
      const text = (list: Iterable<Part | ContentPart>): string => [...list].map((part) => (part.type === 'text' ? part.text : '')).join('');
      expect(typeof content === 'string' ? content : text(content ?? [])).toBe(text(parts));
    }),
  );
});

const userPart: fc.Arbitrary<ContentPart> = fc.oneof(
  words.map((text) => ({ type: 'text' as const, text })),
  bytes.map((data) => ({ type: 'image' as const, data, mediaType: 'image/png' })),
  fc.uuid().map((id) => ({ type: 'image' as const, data: new URL(`https://example.com/${id}`) })),
  bytes.map((data) => ({ type: 'file' as const, data, mediaType: 'application/pdf' })),
  fc.uuid().map((id) => ({ type: 'file' as const, mediaType: 'video/mp4', metadata: { gemini: { fileId: `gs://bucket/${id}` } } })),
);
const userTurn: fc.Arbitrary<Message> = fc.array(userPart, { minLength: 2, maxLength: 4 }).map((content) => ({ role: 'user', content }));
const assistantTurn: fc.Arbitrary<Message[]> = fc.tuple(native, words, fc.uuid(), json, words, fc.boolean()).map(([metadata, text, id, args, result, isError]) => [
  { role: 'assistant', content: [{ type: 'reasoning', text, metadata }, { type: 'text', text }, { type: 'tool-call', id, name: 'f', arguments: args, metadata }] },
  { role: 'tool', content: [{ type: 'tool-result', id, content: result, ...(isError && { isError }) }] },
]);
const settings = fc.record(
  {
    temperature: fc.constantFrom(0, 0.5, 1),
    topP: fc.constantFrom(0.1, 1),
    maxTokens: fc.integer({ min: 1, max: 1e5 }),
    seed: fc.integer(),
    stop: fc.array(words, { minLength: 1, maxLength: 5 }),
    reasoningEffort: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
    tools: fc.array(fc.record({ name: words, description: words, parameters: fc.constant({ type: 'object', properties: {} }) }, { requiredKeys: ['name', 'parameters'] }), { minLength: 1 }),
    toolChoice: fc.oneof(fc.constantFrom('required' as const), fc.record({ name: words })),
    responseFormat: fc.constantFrom({ type: 'json' as const }, { type: 'json' as const, schema: { title: 'colour', type: 'object' } }),
  },
  { requiredKeys: [] },
);
const requests: fc.Arbitrary<AuthorRequest> = fc
  .tuple(fc.constantFrom('gemini-3.8-flash', 'gemini-2.5-flash-lite'), fc.option(words, { nil: undefined }), userTurn, fc.array(fc.tuple(assistantTurn, userTurn), { maxLength: 2 }), settings)
  .map(([model, system, first, turns, rest]) => ({ model, messages: [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), first, ...turns.flat(2)], ...rest }));

test('a request comes out of its body as it went in, with what its address says', () => {
  fc.assert(
    fc.property(requests, fc.boolean(), (request, isStream) => {
      const body = gemini.encodeRequest(request, context);
      const said = { ...(JSON.parse(JSON.stringify(body)) as object), model: `models/${request.model}`, stream: isStream };
      expect(gemini.parseRequest(said)).toEqual({ request, isStream, wantsUsage: true });
    }),
  );
});
