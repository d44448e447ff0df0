import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProviderError } from '@g4f/core';
import type { ModelSource } from './model-source.ts';
import type { SettledOptions } from './options.ts';

/** Where a model is, or would be. */
export interface Location {
  readonly path: string;
  /** Where it can be downloaded. @default nowhere: somebody named a file */
  readonly url: string | undefined;
  /** What it must be, if that is known. */
  readonly source: ModelSource | undefined;
}

const hfUri = /^hf:(?<owner>[\w.-]+)\/(?<name>[\w.-]+)\/(?<file>[^#:]+\.gguf)(?:#(?<revision>.+))?$/;

function fileUrl(endpoint: string, repository: string, revision: string, file: string): string {
  return `${endpoint}/${repository}/resolve/${encodeURIComponent(revision)}/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of an `https:` or `hf:` model; nothing for a path. */
function addressOf(model: string, endpoint: string): string | undefined {
  if (/^https?:\/\//.test(model)) return model;
  if (!model.startsWith('hf:')) return undefined;
  const { owner = '', name = '', file, revision = 'main' } = hfUri.exec(model)?.groups ?? {};
  if (file !== undefined) return fileUrl(endpoint, `${owner}/${name}`, revision, file);
  throw new ProviderError('the hf: address of a model reads hf:owner/repository/file.gguf, with #revision at the end if it is not main', {
    code: 'invalid-request',
    provider: 'llama',
  });
}

/** What a model is listed as: its file name without the ending. */
export function modelName(model: string | undefined, standard: ModelSource): string {
  return model === undefined ? standard.id : basename(model.replace(/[?#].*$/s, ''), '.gguf');
}

/**
 * Says where the model of these options is, without looking.
 *
 * @throws ProviderError `invalid-request` for an address that cannot be read
 */
export function locateModel({ model, cacheDirectory, endpoint }: SettledOptions, standard: ModelSource): Location {
  if (model === undefined) {
    const { repository, revision } = standard.huggingFace;
    return { path: join(cacheDirectory, standard.file), url: fileUrl(endpoint, repository, revision, standard.file), source: standard };
  }
  const url = addressOf(model, endpoint);
  if (url === undefined) return { path: model.startsWith('file:') ? fileURLToPath(model) : resolve(model), url: undefined, source: undefined };
  const { href, pathname } = new URL(url);
  const key = createHash('sha256').update(href).digest('hex').slice(0, 12);
  return { path: join(cacheDirectory, `${key}-${basename(decodeURIComponent(pathname))}`), url: href, source: undefined };
}
