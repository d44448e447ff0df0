import { Readable, pipeline, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { ProviderError } from '@g4f/core';
import type { ByteSource, FailureTranslation } from '../transport.ts';

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_flush } = zlib.constants;

const through =
  (create: () => Transform) =>
  (body: Readable): Readable =>
    pipeline(body, create(), () => undefined);

/** `deflate` with the header that the standard wants, or without it, as some servers send it: the first byte tells. */
async function* inflate(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await chunks.next();
  if (first.done === true) return;
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    yield first.value;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  const hasHeader = first.value.subarray(0, 1).some((byte) => (byte & 0x0f) === 8);
  yield* through(() => (hasHeader ? zlib.createInflate : zlib.createInflateRaw)({ flush: Z_SYNC_FLUSH }))(Readable.from(whole(), { objectMode: false }));
}

const gunzip = through(() => zlib.createGunzip({ flush: Z_SYNC_FLUSH }));

/** Decoders by name. Each gives what it can at once, and takes a body that ends too early for a failure. */
const decoders: ReadonlyMap<string, (body: Readable) => Readable> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', (body) => Readable.from(inflate(body), { objectMode: false })],
  ['br', through(() => zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH }))],
  ['zstd', through(() => zlib.createZstdDecompress({ flush: ZSTD_e_flush }))],
]);
/** More than anybody has a use for. */
const mostEncodings = 4;

/** The names of a `content-encoding` header, first applied first. */
function encodingsOf(header: string | readonly string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .join(',')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
}

/** Undoes the content-encoding of a body, at the pace of its reader. */
export function decodeContent(source: ByteSource, header: string | readonly string[] | undefined, method: string, toError: FailureTranslation): ByteSource {
  const encodings = encodingsOf(header);
  if (encodings.length === 0 || method === 'HEAD') return source;
  const steps = encodings.flatMap((name) => decoders.get(name) ?? []);
  if (steps.length < encodings.length || steps.length > mostEncodings) {
    const error = new ProviderError(`the service answered in the content-encoding ${encodings.join(', ').slice(0, 100)}, which is not known here`, { code: 'upstream' });
    return { next: () => Promise.reject(error), cancel: source.cancel };
  }
  return decoded(source, steps.reverse(), toError);
}

function decoded(source: ByteSource, steps: readonly ((body: Readable) => Readable)[], toError: FailureTranslation): ByteSource {
  let chunks: AsyncIterator<Uint8Array> | undefined;
  let last: Readable | undefined;
  /** What the connection failed with, or the caller's own reason: neither may be lost on the way through the streams. */
  let failure: { readonly error: unknown } | undefined;

  async function* encoded(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (let batch = await source.next(); batch !== undefined; batch = await source.next()) yield* batch;
    } catch (error) {
      failure = { error };
      throw new Error('the body failed', { cause: error });
    }
  }
  const start = (): AsyncIterator<Uint8Array> => {
    last = steps.reduce((body, step) => step(body), Readable.from(encoded(), { objectMode: false }));
    return last[Symbol.asyncIterator]();
  };
  return {
    async next() {
      chunks ??= start();
      try {
        const result = await chunks.next();
        return result.done === true ? undefined : [result.value];
      } catch (error) {
        throw failure === undefined ? toError(error, 'in the body') : failure.error;
      }
    },
    cancel() {
      source.cancel();
      last?.destroy();
    },
  };
}
