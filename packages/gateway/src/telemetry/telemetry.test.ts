import { defineProvider, ProviderError } from '@g4f/core';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAccess } from '../access/create-access.ts';
import { bounded } from './bounded.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { observeGateway } from './observe.ts';
import type { RequestRecord } from './request-record.ts';
import { createTracing } from './tracing.ts';

const usage = { type: 'usage', usage: { inputTokens: 7, outputTokens: 3 }, provenance: 'reported' } as const;
const good = defineProvider({ id: 'good', url: 'https://good.example', models: ['m'], working: true }, async function* () {
  yield 'the-answer';
  yield usage;
});
const refusing = defineProvider({ id: 'refusing', url: 'https://refusing.example', models: ['m'], working: true }, async function* () {
  throw new ProviderError('busy', { code: 'rate-limited', retryAfter: 1_000 });
});
const breaking = defineProvider({ id: 'breaking', url: 'https://breaking.example', models: ['m'], working: true }, async function* () {
  yield 'half an ans';
  throw new Error('reset');
});
const endless = defineProvider({ id: 'endless', url: 'https://endless.example', models: ['m'], working: true }, async function* (_request, { signal }) {
  yield 'once';
  await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
});

const ask = (headers: { readonly [name: string]: string } = {}): Request =>
  new Request('http://localhost/v1/chat/completions', { method: 'POST', headers: { host: 'localhost', ...headers }, body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'the-prompt' }] }) });

function recording() {
  const records: RequestRecord[] = [];
  return { records, observer: { onRequest: (record: RequestRecord) => void records.push(record) } };
}

describe('observeGateway', () => {
  test('tells a streamed request once it has gone out, with its attempts and what was used', async () => {
    const { records, observer } = recording();
    const gateway = observeGateway({ providers: [refusing, good] }, [observer]);
    const response = await gateway.fetch(ask({ 'x-request-id': 'mine' }));
    expect(records).toEqual([]);
    await response.text();
    expect(records).toEqual([expect.objectContaining({ id: 'mine', method: 'POST', route: '/v1/chat/completions', status: 200, outcome: 'ok', caller: 'local', provider: 'good', model: 'm', inputTokens: 7, outputTokens: 3, error: undefined })]);
    expect(records[0]?.attempts.map(({ provider, outcome }) => [provider, outcome])).toEqual([['refusing', 'failed'], ['good', 'won']]);
    expect(records[0]?.firstContentMs).toBeLessThanOrEqual(records[0]?.ms ?? 0);
  });

  test.each([
    ['an answer that broke off', [breaking], { status: 200, outcome: 'failed', error: 'interrupted' }],
    ['one that failed before it began', [refusing], { status: 429, outcome: 'failed', error: 'rate-limited' }],
  ] as const)('tells of %s', async (_what, providers, expected) => {
    const { records, observer } = recording();
    await (await observeGateway({ providers }, [observer]).fetch(ask())).text();
    expect(records).toEqual([expect.objectContaining(expected)]);
  });

  test('tells of a client who left', async () => {
    const { records, observer } = recording();
    const response = await observeGateway({ providers: [endless] }, [observer]).fetch(ask());
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => records).toEqual([expect.objectContaining({ status: 200, outcome: 'aborted', provider: 'endless' })]);
  });

  test('keeps the attempts of requests under way apart, and names no path that nothing answers', async () => {
    const { records, observer } = recording();
    const gateway = observeGateway({ providers: [good] }, [observer]);
    await Promise.all(Array.from({ length: 20 }, async () => (await gateway.fetch(ask())).text()));
    await gateway.fetch(new Request('http://localhost/no/such/path', { headers: { host: 'localhost' } }));
    await (await gateway.fetch(new Request('http://localhost/v1/models/m', { headers: { host: 'localhost' } }))).text();
    expect(records.slice(0, 20).every(({ attempts }) => attempts.length === 1)).toBe(true);
    expect(records.slice(20).map(({ route, status }) => [route, status])).toEqual([['none', 404], [expect.stringMatching(/^\/v1\/models\/:/), 200]]);
  });

  test('lets no caller know of another by what access does', async () => {
    const access = await createAccess({ keys: [{ id: 'a', key: 'a-key-of-many-characters', requestsPerMinute: 1 }], now: () => 0 });
    const { records, observer } = recording();
    const gateway = observeGateway({ providers: [good], access }, [observer]);
    const headers = { authorization: 'Bearer a-key-of-many-characters' };
    await (await gateway.fetch(ask(headers))).text();
    expect([(await gateway.fetch(ask(headers))).status, (await gateway.fetch(ask())).status]).toEqual([429, 401]);
    expect(records.map(({ status, caller }) => [status, caller])).toEqual([[200, 'a'], [429, 'a'], [401, undefined]]);
  });
});

describe('createLog', () => {
  test('writes a line of JSON for each request, without what is private', async () => {
    const lines: string[] = [];
    const log = await createLog({ stream: { write: (line: string) => void lines.push(line) } });
    const gateway = observeGateway({ providers: [breaking, good] }, [log]);
    await (await gateway.fetch(ask({ authorization: 'Bearer private-key', cookie: 'private-cookie' }))).text();
    await (await gateway.fetch(new Request('http://localhost/healthz'))).text();
    log.info('words', { reason: 'why', authorization: 'private-key', request: { headers: 'private-cookie' } });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'warn', msg: 'request', status: 200, outcome: 'failed', error: 'interrupted', provider: 'breaking', attempts: 1, usage: 'absent' }),
      expect.objectContaining({ level: 'info', msg: 'words', reason: 'why', authorization: '[Redacted]' }),
    ]);
    expect(lines.join('')).not.toMatch(/private|the-prompt|half an ans/);
    log.setLevel('debug');
    await (await gateway.fetch(new Request('http://localhost/healthz'))).text();
    expect(lines.at(-1)).toContain('"level":"debug"');
  });
});

describe('createMetrics', () => {
  test('counts what clients asked, and bounds what they can name', async () => {
    const metrics = await createMetrics({ process: false, isShared: () => false });
    const gateway = observeGateway({ providers: [refusing, good], endpoints: [metricsEndpoint(metrics.text)] }, [metrics]);
    await (await gateway.fetch(ask())).text();
    for (let number = 0; number < 50; number++) await gateway.fetch(new Request(`http://localhost/made-up-${number}`, { method: 'PURGE', headers: { host: 'localhost' } }));
    const text = await (await gateway.fetch(new Request('http://localhost/metrics', { headers: { host: 'localhost' } }))).text();
    for (const line of [
      'g4f_requests_total{method="other",route="none",status="404",outcome="failed"} 50',
      'g4f_attempts_total{provider="refusing",outcome="failed",code="rate-limited"} 1',
      'g4f_attempts_total{provider="good",outcome="won",code=""} 1',
      'g4f_tokens_total{provider="good",model="m",type="output"} 3',
      'g4f_usage_total{provider="good",provenance="reported"} 1',
      'g4f_shared_state_up 0',
      'g4f_requests_in_flight 1',
    ]) expect(text).toContain(`${line}\n`);
    expect(text).not.toContain('made-up');
  });

  test('calls other what comes after the first names', () => {
    const name = bounded(2);
    expect(['a', 'b', 'c', 'a', 'x'.repeat(101)].map(name)).toEqual(['a', 'b', 'other', 'a', 'other']);
  });
});

describe('createTracing', () => {
  test('is nothing without an SDK', async () => {
    expect(await createTracing()).toBeUndefined();
  });

  test("makes a span of each request below the client's own, and of each attempt below that", async () => {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    onTestFinished(() => {
      for (const api of [trace, context, propagation]) api.disable();
    });
    const active: (string | undefined)[] = [];
    const seeing = defineProvider({ id: 'seeing', url: 'https://seeing.example', models: ['m'], working: true }, async function* () {
      active.push(trace.getActiveSpan()?.spanContext().spanId);
      yield 'Hi';
    });
    const tracing = await createTracing();
    const gateway = observeGateway({ providers: [refusing, seeing] }, tracing === undefined ? [] : [tracing]);
    await (await gateway.fetch(ask({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }))).text();

    const spans = exporter.getFinishedSpans();
    const server = spans.find(({ name }) => name === 'POST /v1/chat/completions');
    expect(server?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(server?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(server?.attributes).toEqual({ 'http.request.method': 'POST', 'http.route': '/v1/chat/completions', 'http.response.status_code': 200 });
    expect(active).toEqual([server?.spanContext().spanId]);
    const attempts = spans.filter(({ name }) => name === 'chat m');
    expect(attempts.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([server?.spanContext().spanId, server?.spanContext().spanId]);
    expect(attempts.map(({ attributes }) => attributes['g4f.attempt.outcome'])).toEqual(['failed', 'won']);
  });
});
