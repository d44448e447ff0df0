import { defineProvider, ProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { fallback, hedge, retry } from '@g4f/registry/routes';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { hrTimeToMs } from '../test/hr-time.ts';
import { watch } from '../test/watch.ts';
import { traceAttempts, traced } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const usage = { type: 'usage', usage: { inputTokens: 5, outputTokens: 2 }, provenance: 'reported' } as const;

const good = (id: string, ms = 0, models: readonly [string, ...string[]] = ['m']) =>
  defineProvider({ id, url: `https://${id}.example`, models, working: true, supportsMessageHistory: true }, async function* () {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield ['text', usage];
  });
const bad = (id: string) =>
  defineProvider({ id, url: `https://${id}.example`, models: ['m'], working: true }, async function* () {
    throw new ProviderError('down', { code: 'upstream', provider: id, status: 500 });
  });

test('attempts of a route are spans below its own, with their own times, and tokens are counted once', async () => {
  await using sdk = watch();
  const route = traced(fallback([bad('first'), retry(good('second', 30), { id: 'again' })], { id: 'main', onAttempt: traceAttempts(sdk.telemetry) }), { ...sdk.telemetry, isRoute: true });
  expect(await route.createAsync({ messages })).toBe('text');
  const [first, second, outer, ...rest] = sdk.spans();
  expect(rest).toEqual([]);
  expect(outer).toMatchObject({ name: 'chat', kind: SpanKind.INTERNAL, attributes: { 'gen_ai.provider.name': 'main' } });
  expect(outer?.attributes).not.toHaveProperty('gen_ai.usage.input_tokens');
  expect(outer?.attributes).not.toHaveProperty('server.address');
  const id = outer?.spanContext().spanId;
  expect(first).toMatchObject({ name: 'chat m', kind: SpanKind.CLIENT, parentSpanContext: { spanId: id }, status: { code: SpanStatusCode.ERROR, message: 'first: down' }, attributes: { 'error.type': 'upstream', 'http.response.status_code': 500, 'g4f.attempt.outcome': 'failed', 'g4f.route.path': ['main'] } });
  expect(second).toMatchObject({ name: 'chat m', parentSpanContext: { spanId: id }, status: { code: SpanStatusCode.UNSET }, attributes: { 'gen_ai.provider.name': 'second', 'gen_ai.usage.input_tokens': 5, 'g4f.attempt.outcome': 'won', 'g4f.route.path': ['main', 'again'] } });
  expect(hrTimeToMs(second?.duration)).toBeGreaterThanOrEqual(25);
  expect(hrTimeToMs(second?.startTime)).toBeGreaterThanOrEqual(hrTimeToMs(first?.endTime));
  const tokens = await sdk.metric('gen_ai.client.token.usage');
  expect(tokens.map(({ attributes, sum }) => [attributes['gen_ai.provider.name'], attributes['gen_ai.token.type'], sum])).toEqual([['second', 'input', 5], ['second', 'output', 2]]);
});

test('a loser of a hedge is a span without an error, and one that is passed over an event', async () => {
  await using sdk = watch();
  const onAttempt = traceAttempts(sdk.telemetry);
  const hedged = hedge([good('slow', 10_000), good('quick')], { after: 5, atLeast: 5, onAttempt });
  await traced(hedged, { ...sdk.telemetry, isRoute: true }).createAsync({ messages });
  expect(sdk.spans().map(({ attributes, status }) => [attributes['gen_ai.provider.name'], attributes['g4f.attempt.outcome'], status.code])).toEqual([
    ['slow', 'lost', SpanStatusCode.UNSET],
    ['quick', 'won', SpanStatusCode.UNSET],
    ['hedge-slow-quick', undefined, SpanStatusCode.UNSET],
  ]);
  const small = defineProvider({ id: 'small', url: '', models: [{ id: 'm', contextWindow: 1 }] }, async function* () {
    yield 'never';
  });
  await traced(fallback([small, good('big')], { onAttempt }), { ...sdk.telemetry, isRoute: true }).createAsync({ messages });
  expect(sdk.spans().at(-1)?.events).toMatchObject([{ name: 'g4f.attempt.skipped', attributes: { 'gen_ai.provider.name': 'small', 'error.type': 'too-large' } }]);
});

test('traced members have their spans below that of the route, and count for it', async () => {
  await using sdk = watch();
  const members = [bad('first'), good('second')].map((member): AsyncGeneratorProvider => traced(member, sdk.telemetry));
  const [first, ...others] = members;
  const route = first && traced(fallback([first, ...others], { id: 'main' }), { ...sdk.telemetry, isRoute: true });
  await route?.createAsync({ messages });
  const spans = sdk.spans();
  const outer = spans.at(-1)?.spanContext().spanId;
  expect(spans.map(({ attributes, parentSpanContext }) => [attributes['gen_ai.provider.name'], parentSpanContext?.spanId])).toEqual([['first', outer], ['second', outer], ['main', undefined]]);
  expect((await sdk.metric('gen_ai.client.token.usage')).map(({ attributes }) => attributes['gen_ai.provider.name'])).toEqual(['second', 'second']);
});

test('a route that is asked for no model asks each member for its own first, traced or not', async () => {
  const route = fallback([bad('first'), good('second', 0, ['other'])]);
  expect(await traced(route, { isRoute: true }).createAsync({ messages })).toBe('text');
});
