import { dirname } from 'node:path';

const words: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
};

/** What is wrong with the place where `path` should go, in plain words; nothing if `error` is about something else. */
export function diskFailure(error: unknown, path: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const what = words[error.code];
  return what === undefined ? undefined : `cannot write to ${dirname(path)}: ${what}`;
}
