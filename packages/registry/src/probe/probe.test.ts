import { defineProvider, ProviderError, type Chunk } from '@g4f/core';
import { expect, test } from 'vitest';
import type { HealthEvent } from '../health/health.ts';
import { askOnce } from './ask-once.ts';
import { probe, probeTokens } from './probe.ts';

/** A provider that yields what is given, or throws it, once it has said that it is connected. */
const says = (...chunks: readonly (Chunk | Error)[]) =>
  defineProvider({ id: 'p', url: 'https://example.com', models: ['m', 'n'], working: true }, async function* (request, { touch }) {
    for (const chunk of chunks) {
      if (chunk instanceof Error) throw chunk;
      touch('connected');
      yield chunk;
    }
    if (chunks.length === 0) yield `${request.model} ${request.maxTokens}`;
  });

/** A clock that moves by a millisecond whenever it is looked at, and what health is told. */
function surroundings() {
  let time = 0;
  const told: [string, string | undefined, HealthEvent][] = [];
  return { told, init: { now: () => (time += 1), signal: new AbortController().signal, health: { report: (id: string, model: string | undefined, event: HealthEvent) => void told.push([id, model, event]) } } };
}

test('asks the first model for one word, and tells how it went', async () => {
  const { told, init } = surroundings();
  const { model, reply, isAsked } = await probe(says(), init);
  expect([model, isAsked, reply.text, reply.error]).toEqual(['m', true, `m ${probeTokens}`, undefined]);
  expect(told).toEqual([['p', 'm', { type: 'content', ms: 1 }], ['p', 'm', { type: 'success' }]]);
});

test('asks for the model that is named', async () => {
  const { told, init } = surroundings();
  expect((await probe(says('ready'), { ...init, model: 'n' })).model).toBe('n');
  expect(told.map(([, model]) => model)).toEqual(['n', 'n']);
});

test('tells of a failure, and of the content before it', async () => {
  const { told, init } = surroundings();
  const { reply, isAsked } = await probe(says('rea', new Error('gone')), init);
  expect([isAsked, reply.text, reply.error?.code]).toEqual([true, 'rea', 'interrupted']);
  expect(told.map(([, , event]) => event)).toEqual([{ type: 'content', ms: 1 }, expect.objectContaining({ type: 'failure', code: 'interrupted', isProbe: false })]);
});

test.each(['unauthorized', 'missing-dependency'] as const)('observes nothing where %s came before anybody was asked', async (code) => {
  const { told, init } = surroundings();
  expect(await probe(says(new ProviderError('no', { code })), init)).toMatchObject({ isAsked: false, reply: { hasLeft: false, error: { code } } });
  expect(told).toEqual([]);
});

test('a refused key that a service was asked with is observed', async () => {
  const { told, init } = surroundings();
  expect((await probe(says({ type: 'usage', usage: { inputTokens: 1 }, provenance: 'reported' }, new ProviderError('no', { code: 'unauthorized' })), init)).isAsked).toBe(true);
  expect(told).toHaveLength(1);
});

test('a reply holds what came: text, types, usage and the end', async () => {
  const stages: string[] = [];
  const reply = await askOnce(says({ type: 'reasoning', text: 'hm' }, 'Hi', { type: 'usage', usage: { inputTokens: 3 }, provenance: 'reported' }, { type: 'finish', reason: 'length' }), { messages: [{ role: 'user', content: 'Hi' }] }, { ...surroundings().init, onStage: (stage) => stages.push(stage) });
  expect(reply).toMatchObject({ text: 'Hi', hasLeft: true, finish: { reason: 'length' }, counted: { usage: { inputTokens: 3 } }, error: undefined });
  expect([...reply.types].sort()).toEqual(['finish', 'reasoning', 'text', 'usage']);
  expect(stages).toContain('connected');
});

test('a question that is given up has no reply', async () => {
  const reason = new Error('enough');
  const given = { ...surroundings().init, signal: AbortSignal.abort(reason) };
  await expect(askOnce(says('Hi'), { messages: [{ role: 'user', content: 'Hi' }] }, given)).rejects.toBe(reason);
});
