import { expect, test } from 'vitest';
import { defineProvider, ProviderError, type AuthorExtras, type ExtraInit } from './index.ts';

const withExtras = (extras: AuthorExtras) =>
  defineProvider({ id: 'p', url: '', models: ['m'] }, async function* () {
    yield await Promise.resolve('ok');
  }, { ...extras, secrets: ['sesame'], deadlines: { idle: 7 } });

test('a list of models and a relay are handed what a call is, and their failures are those of a call', async () => {
  let seen: ExtraInit | undefined;
  const fail = (init: ExtraInit): Promise<never> => {
    seen = init;
    return Promise.reject(new Error('the password sesame and the key mine are wrong'));
  };
  const { listModels, wires } = withExtras({ listModels: fail, wires: { w: (_, init) => fail(init) } });
  for (const run of [listModels, (init: Parameters<NonNullable<typeof listModels>>[0]) => wires?.['w']?.({}, init)]) {
    const error: unknown = await run?.({ apiKeys: { p: 'mine' }, timeout: 5 })?.then(undefined, (reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'upstream', provider: 'p', message: 'p: the password [redacted] and the key [redacted] are wrong' });
    expect(seen).toMatchObject({ apiKey: 'mine', provider: 'p', deadlines: { idle: 7, total: 5 } });
  }
});

test('an abort comes out untouched, and before anything was sent', async () => {
  const reason = { why: 'enough' };
  const { listModels } = withExtras({ listModels: () => { throw new Error('never'); } });
  await expect(listModels?.({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('a ProviderError keeps its code', async () => {
  const { listModels } = withExtras({ listModels: () => Promise.reject(new ProviderError('no key', { code: 'unauthorized' })) });
  await expect(listModels?.()).rejects.toMatchObject({ code: 'unauthorized', provider: 'p' });
});
