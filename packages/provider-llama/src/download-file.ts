import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { StreamResponse } from '@g4f/requests';
import { diskFailure } from './disk-failure.ts';
import { followRedirects } from './follow-redirects.ts';
import type { Expected } from './model-source.ts';
import type { OnProgress } from './progress.ts';
import type { RunContext } from './run-context.ts';
import { SourceFailure } from './source-failure.ts';
import { verifyFile } from './verify-file.ts';

/** A file to be downloaded. */
export interface Download {
  readonly url: string;
  /** Where it goes once it is whole and right. Until then it is at `<to>.part`, and stays there to be resumed. */
  readonly to: string;
  /** What is known about it beforehand; else what the server says about it, in the way of Hugging Face, holds. */
  readonly expected: Expected | undefined;
  readonly onProgress: OnProgress;
}

/** Milliseconds. The whole download has no limit: the user watches it. */
const deadlines = { connect: 10_000, firstByte: 60_000, idle: 60_000, total: false } as const;
/** Attempts in a row that bring no byte. */
const mostIdleAttempts = 2;

const sizeOf = (path: string): Promise<number> => stat(path).then(({ size }) => size, () => 0);
const isSha256 = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f]{64}$/.test(text);

/** The bytes of the whole file, as the server says. */
function totalOf({ status, headers }: StreamResponse): number | undefined {
  const text = status === 206 ? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] : headers.get('content-length');
  return text === null || text === undefined ? undefined : Number(text);
}

/** Whether an answer goes on where the part ends, begins anew, or is of no use (`undefined`). */
function startOf({ status, headers }: StreamResponse, have: number): number | undefined {
  if (status === 206) return headers.get('content-range')?.startsWith(`bytes ${have}-`) === true ? have : undefined;
  if (status === 416) return undefined;
  if (status !== 200) throw new SourceFailure(`answered with HTTP ${status}`);
  return 0;
}

/**
 * Downloads a file: goes on where an earlier attempt ended, also when the connection is cut, checks what came, and only then gives it
 * its name.
 *
 * @throws SourceFailure if the server does not give the right file; `signal.reason` when the caller stops; and what the disk says
 */
export async function downloadFile({ url, to, expected, onProgress }: Download, run: RunContext): Promise<void> {
  const { StreamSession } = await import('@g4f/requests');
  const part = `${to}.part`;
  const tagFile = `${part}.etag`;
  const source = new URL(url).host;
  const forget = (): Promise<unknown> => Promise.all([part, tagFile].map((path) => rm(path, { force: true })));
  let sha256 = expected?.sha256;

  /** One request; says whether the file is whole. */
  const attempt = async (): Promise<boolean> => {
    await using session = new StreamSession({ ...run, deadlines, provider: 'llama' });
    const tag = await readFile(tagFile, 'utf8').catch(() => undefined);
    const have = tag === undefined ? 0 : await sizeOf(part);
    const range: { readonly [name: string]: string } = tag === undefined || have === 0 ? {} : { range: `bytes=${have}-`, 'if-range': tag };
    const { response, firstHeader } = await followRedirects(session, url, { 'accept-encoding': 'identity', ...range });
    const start = startOf(response, have);
    if (start === undefined) {
      await forget();
      return false;
    }
    const total = totalOf(response);
    if (expected !== undefined && total !== undefined && total !== expected.size) {
      throw new SourceFailure(`offers a file of ${total} bytes, not of ${expected.size}`);
    }
    const linked = firstHeader('x-linked-etag')?.replaceAll('"', '');
    if (expected === undefined && isSha256(linked)) sha256 = linked;
    const newTag = response.headers.get('etag');
    if (newTag?.startsWith('"') === true) await writeFile(tagFile, newTag);
    else await rm(tagFile, { force: true });

    let received = start;
    const count = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const bytes of chunks) {
        received += bytes.length;
        if (expected !== undefined && received > expected.size) throw new SourceFailure(`sends more than ${expected.size} bytes`);
        onProgress({ received, total, source, state: 'running' });
        yield bytes;
      }
    };
    onProgress({ received, total, source, state: 'running' });
    await pipeline(response.iterContent(), count, createWriteStream(part, { flags: start === 0 ? 'w' : 'a' }), { signal: run.signal });
    return received === (expected?.size ?? total ?? received);
  };

  for (let idle = 0, whole = false; !whole; ) {
    const before = await sizeOf(part);
    let failure: unknown;
    try {
      whole = await attempt();
    } catch (error) {
      run.signal.throwIfAborted();
      if (error instanceof SourceFailure || diskFailure(error, to) !== undefined) throw error;
      failure = error;
    }
    idle = (await sizeOf(part)) > before ? 0 : idle + 1;
    if (!whole && idle >= mostIdleAttempts) {
      throw new SourceFailure(failure instanceof Error ? failure.message.replace(/^llama: /, '') : 'ended early', { cause: failure });
    }
  }
  try {
    await verifyFile(part, sha256, run.signal);
  } catch (error) {
    run.signal.throwIfAborted();
    await forget();
    throw error;
  }
  await rename(part, to);
  await rm(tagFile, { force: true });
  const received = await sizeOf(to);
  onProgress({ received, total: received, source, state: 'done' });
}
