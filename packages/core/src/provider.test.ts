import { describe, expect, test } from 'vitest';
import { codeForStatus, defineProvider, errorCodes, flagOf, isContent, isProviderError, modelInfo, ProviderError, supports, type ProviderInfo, type RunInit, type Stage } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;

describe('a provider', () => {
  const provider = defineProvider({ id: 'p', url: 'https://example.com', models: ['m'], working: true }, async function* () {
    yield await Promise.resolve('ok');
  }, { listModels: () => Promise.resolve(['m', 'n']), wires: {} });

  test('is a frozen object that serialises as its info, and its methods need no this', async () => {
    expect(Object.isFrozen(provider)).toBe(true);
    expect(JSON.parse(JSON.stringify(provider))).toEqual({ id: 'p', url: 'https://example.com', models: ['m'], working: true, contract: 1, wires: {} });
    const { createAsync, listModels } = provider;
    expect(await createAsync({ messages })).toBe('ok');
    expect(await listModels?.()).toEqual(['m', 'n']);
  });

  test.each<[ProviderInfo, string]>([
    [{ id: 'A/b', url: '', models: ['m'] }, 'provider id "A/b": use lower-case letters'],
    [{ id: 'a', url: undefined as never, models: ['m'] }, 'provider a: url must be a text'],
    [{ id: 'a', url: '', models: [] as never }, 'provider a: models must name at least one model'],
  ])('with a wrong info is refused when it is defined', (info, message) => {
    expect(() => defineProvider(info, () => { throw new Error('never'); })).toThrow(message);
  });

  test('hands its author what the caller gave, its own key apart', async () => {
    const dispatcher = { dispatch: () => true };
    const init: RunInit = { proxy: 'http://proxy.example', dispatcher, apiKeys: { p: 'mine', q: 'other' }, timeout: { idle: 5, connect: false, total: Infinity } };
    let seen: unknown;
    await defineProvider({ id: 'p', url: '', models: ['m'] }, async function* (_, given) {
      seen = { ...given, signal: given.signal.aborted, redact: given.redact('key mine'), touch: typeof given.touch };
      yield await Promise.resolve('ok');
    }, { deadlines: { firstByte: 7 } }).createAsync({ messages }, init);
    expect(seen).toEqual({
      provider: 'p', proxy: 'http://proxy.example', dispatcher, apiKey: 'mine', apiKeys: { p: 'mine', q: 'other' }, signal: false, touch: 'function', timeout: init.timeout,
      deadlines: { connect: false, firstByte: 7, idle: 5, total: false }, redact: 'key [redacted]',
    });
  });
});

test('a caller who asks is told each stage once', async () => {
  const stages: Stage[] = [];
  const provider = defineProvider({ id: 'p', url: '', models: ['m'] }, async function* (_, { touch }) {
    for (const stage of ['connecting', 'connected', 'bytes', 'bytes'] as const) touch(stage);
    yield await Promise.resolve('ok');
  });
  await provider.createAsync({ messages }, { onStage: (stage) => stages.push(stage) });
  expect(stages).toEqual(['connecting', 'connected', 'bytes']);
});

describe('flags', () => {
  const info: ProviderInfo = { id: 'a', url: '', models: ['big', { id: 'small', supportsImages: false, contextWindow: 8 }], supportsImages: true, supportsTools: false };

  test('of a provider', () => {
    expect(supports(info, 'supportsImages')).toBe(true);
    expect(supports(info, 'supportsImages', 'supportsTools')).toBe(false);
    expect(supports(info, 'supportsReasoning')).toBe(false);
  });

  test('of a model', () => {
    expect(flagOf(info, 'small', 'supportsImages')).toBe(false);
    expect(flagOf(info, 'big', 'supportsImages')).toBe(true);
    expect(flagOf(info, 'unlisted', 'supportsReasoning')).toBeUndefined();
    expect(modelInfo(info, 'small')).toMatchObject({ contextWindow: 8 });
  });
});

describe('an error', () => {
  test('says who and what, keeps its cause, and serialises without it', () => {
    const cause = new Error('why');
    const error = new ProviderError('no', { code: 'upstream', provider: 'p', status: 500, cause });
    expect(error.cause).toBe(cause);
    expect(error.message).toBe('p: no');
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name: 'ProviderError', message: 'p: no', code: 'upstream', provider: 'p', status: 500 });
    expect([error.retryable, error.fallBack]).toEqual([true, true]);
    expect('cause' in new ProviderError('no', { code: 'upstream' })).toBe(false);
  });

  test('is told by its brand, also when another copy of the package made it', () => {
    expect(isProviderError(new ProviderError('no', { code: 'empty' }))).toBe(true);
    expect(isProviderError({ [Symbol.for('@g4f/ProviderError')]: true })).toBe(true);
    for (const other of [null, undefined, 'text', new Error('x')]) expect(isProviderError(other)).toBe(false);
  });

  test.each([[400, 'invalid-request'], [401, 'unauthorized'], [402, 'payment-required'], [403, 'unauthorized'], [404, 'not-found'], [408, 'upstream'], [409, 'upstream'], [413, 'too-large'], [422, 'invalid-request'], [429, 'rate-limited'], [500, 'upstream'], [503, 'upstream']] as const)('for status %i is %s', (status, code) => {
    expect(codeForStatus(status)).toBe(code);
  });

  test('that may be retried may also fall back', () => {
    for (const { retry, fallBack } of Object.values(errorCodes)) expect(!retry || fallBack).toBe(true);
  });
});

test('content is what commits a call', () => {
  expect([isContent('a'), isContent({ type: 'reasoning', text: 'a' }), isContent({ type: 'tool-call-delta', id: '', arguments: '' })]).toEqual([true, true, true]);
  expect([isContent(''), isContent({ type: 'text', text: '' }), isContent({ type: 'source', url: '' })]).toEqual([false, false, false]);
});
