import { assistantMessage, type ChatRequest, type ContentPart, type Message, type Part, type ProviderMetadata } from '@g4f/core';
import { fromLanguageModel } from '@g4f/provider-ai-sdk';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everything, scripted } from '../test/scripted-provider.ts';
import { createG4f } from './index.ts';

const words = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as { readonly [key: string]: unknown });
/** What the scripted provider keeps for itself. */
const metadata = fc.option(fc.record({ acme: json }), { nil: undefined });
const marked = <T extends object>(part: T, own: ProviderMetadata | undefined): T => (own === undefined ? part : { ...part, metadata: own });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
const count = fc.option(fc.nat(), { nil: undefined });

/** A call as the model wrote it, in pieces first or not: JSON, or what should have been. */
const call = fc
  .record({ id: fc.uuid(), name: fc.stringMatching(/^[a-z]{1,8}$/), arguments: fc.oneof(json.map((value) => JSON.stringify(value)), fc.constant('{"broken":')), metadata, inPieces: fc.boolean() })
  .map(({ inPieces, metadata: own, ...rest }): Part[] => {
    const half = Math.floor(rest.arguments.length / 2);
    const { id, name } = rest;
    const pieces: Part[] = [{ type: 'tool-call-delta', id, name, arguments: rest.arguments.slice(0, half) }, { type: 'tool-call-delta', id, arguments: rest.arguments.slice(half) }];
    return [...(inPieces ? pieces : []), marked({ type: 'tool-call', ...rest }, own)];
  });
const prose = fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const), text: words, metadata }).map(({ metadata: own, ...part }): Part[] => [marked(part, own)]);
const signed = fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const), text: fc.constant(''), metadata: fc.record({ acme: json }) }).map((part): Part[] => [part]);
const other = fc.oneof(
  fc.record({ type: fc.constant('file' as const), data: bytes, mediaType: fc.constant('image/png') }),
  fc.record({ type: fc.constant('source' as const), url: fc.webUrl(), title: words }),
  fc.record({ type: fc.constant('usage' as const), usage: fc.record({ inputTokens: fc.integer({ min: 1 }), outputTokens: count, cachedInputTokens: count, cacheWriteTokens: count, reasoningTokens: count }), provenance: fc.constant('reported' as const) }),
);
const answer = fc
  .record({
    warnings: fc.array(fc.record({ type: fc.constant('warning' as const), setting: fc.constantFrom('maxTokens', 'seed', 'reasoningEffort', 'persona'), message: words }), { maxLength: 2 }),
    body: fc.array(fc.oneof(prose, prose, signed, call, other.map((part): Part[] => [part])), { maxLength: 12 }),
    finish: fc.record({ type: fc.constant('finish' as const), reason: fc.constantFrom('stop', 'length', 'tool-calls', 'content-filter', 'other' as const), raw: words, model: words }, { requiredKeys: ['type', 'reason', 'raw'] }),
  })
  .map(({ warnings, body, finish }): Part[] => [...warnings, { type: 'text', text: 'At least this.' }, ...body.flat(), finish]);

const known = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What an answer says, however it was cut into pieces: text joined, deltas joined, the usage that holds. */
function said(parts: readonly Part[]) {
  const out: unknown[] = [];
  let open: { type: string; text: string; metadata?: unknown } | undefined;
  const deltas = new Map<string, { arguments: string }>();
  let usage: unknown;
  for (const part of parts) {
    if (part.type === 'text' || part.type === 'reasoning') {
      if (open?.type !== part.type || open.metadata !== undefined) out.push((open = { ...part, text: '' }));
      open.text += part.text;
      if (part.metadata !== undefined) open.metadata = part.metadata;
    } else if (part.type === 'tool-call-delta') {
      const started = deltas.get(part.id);
      if (started === undefined) {
        const delta = { ...part };
        deltas.set(part.id, delta);
        out.push(delta);
      } else started.arguments += part.arguments;
    } else if (part.type === 'usage') usage = known(part.usage);
    else out.push(part);
    if (!['text', 'reasoning', 'usage', 'source'].includes(part.type)) open = undefined;
  }
  return { parts: out, usage };
}

/** What the bridge keeps for the provider behind it. */
const unwrapped = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const own = 'metadata' in part ? (part.metadata?.['bridge'] as ProviderMetadata | undefined) : undefined;
    return own === undefined ? part : ({ ...part, metadata: own } as Part);
  });

/** Our provider, behind the SDK and back. */
function thereAndBack(parts: readonly Part[]) {
  const { provider, calls } = scripted([parts]);
  return { bridge: fromLanguageModel(createG4f({ provider })('m-1'), { id: 'bridge', flags: everything }), provider, calls };
}

const ask: ChatRequest = { messages: [{ role: 'user', content: 'Hi' }] };

describe('a provider behind the AI SDK and back', () => {
  test('gives the same parts', async () => {
    await fc.assert(
      fc.asyncProperty(answer, async (parts) => {
        const { bridge, provider } = thereAndBack(parts);
        const direct = await Array.fromAsync(provider.createPartGenerator(ask));
        const back = await Array.fromAsync(bridge.createPartGenerator(ask));
        expect(said(unwrapped(back))).toEqual(said(direct));
      }),
      { numRuns: 200 },
    );
  });

  test('is handed back what it gave in the turn before', async () => {
    await fc.assert(
      fc.asyncProperty(answer, async (parts) => {
        const { bridge, provider, calls } = thereAndBack(parts);
        const first = await Array.fromAsync(bridge.createPartGenerator(ask));
        await bridge.createAsync({ messages: [...ask.messages, assistantMessage(first), ...ask.messages] });
        const direct = assistantMessage(await Array.fromAsync(provider.createPartGenerator(ask)));
        expect(canonical(calls[1]?.request.messages[1])).toEqual(canonical(direct));
      }),
      { numRuns: 100 },
    );
  });

  const content = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text: words }),
    fc.record({ type: fc.constant('image' as const), data: fc.oneof(bytes, fc.webUrl({ validSchemes: ['https'] }).map((url) => new URL(url))), mediaType: fc.constantFrom('image/png', 'image/webp') }),
    fc.record({ type: fc.constant('file' as const), data: bytes, mediaType: fc.constant('application/pdf'), name: words }),
  );
  const turn = fc.record({ id: fc.uuid(), question: fc.array(content, { minLength: 1, maxLength: 3 }), input: json, result: words, isError: fc.boolean(), text: words, thought: words }).map(
    ({ id, question, input, result, isError, text, thought }): Message[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: [{ type: 'reasoning', text: thought }, { type: 'text', text }, { type: 'tool-call', id, name: 'clock', arguments: JSON.stringify(input) }] },
      { role: 'tool', content: [{ type: 'tool-result', id, content: result, ...(isError && { isError }) }] },
    ],
  );
  const request = fc.record(
    {
      messages: fc.record({ system: words, turns: fc.array(turn, { minLength: 1, maxLength: 3 }) }).map(({ system, turns }): Message[] => [{ role: 'system', content: system }, ...turns.flat()]),
      temperature: fc.double({ min: 0, max: 2, noNaN: true }).map(Math.abs),
      topP: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
      maxTokens: fc.integer({ min: 1 }),
      seed: fc.integer(),
      stop: fc.array(fc.constant('\u0000never'), { minLength: 1, maxLength: 2 }),
      tools: fc.array(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), description: words, parameters: json }), { minLength: 1, maxLength: 2 }),
      toolChoice: fc.constantFrom('none' as const, 'required' as const, 'the first' as const),
      responseFormat: fc.record({ type: fc.constant('json' as const), schema: json, name: words }),
    },
    { requiredKeys: ['messages'] },
  ).map(({ toolChoice, ...asked }): ChatRequest => {
    // A call can be asked for only where there is something to call.
    const [first] = asked.tools ?? [];
    if (toolChoice === undefined || (first === undefined && toolChoice !== 'none')) return asked;
    return { ...asked, toolChoice: toolChoice === 'the first' ? { name: first?.name ?? '' } : toolChoice };
  });

  test('is asked the same', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { bridge, calls } = thereAndBack([{ type: 'text', text: 'Hello' }]);
        const parts = await Array.fromAsync(bridge.createPartGenerator(asked));
        expect(parts.filter(({ type }) => type === 'warning')).toEqual([]);
        const { messages, ...settings } = asked;
        expect(calls[0]?.request).toMatchObject(settings);
        expect(calls[0]?.request.messages.map(canonical)).toEqual(messages.map(canonical));
      }),
      { numRuns: 200 },
    );
  });
});

/** A message as it means the same: text as one part, nothing empty that nothing is kept for, JSON without its white space. */
function canonical(message: Message | undefined) {
  const parts: readonly ContentPart[] = typeof message?.content === 'string' ? [{ type: 'text', text: message.content }] : (message?.content ?? []);
  const kept = parts.filter((part) => part.type !== 'text' || part.text !== '' || part.metadata !== undefined);
  return {
    role: message?.role,
    content: kept.map((part) => (part.type === 'tool-call' && !part.arguments.endsWith(':') ? { ...part, arguments: JSON.parse(part.arguments) as unknown } : part)),
  };
}
