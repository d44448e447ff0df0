import type { Readable, Transform } from 'node:stream';
import { ProviderError } from '@g4f/core';
import type { ByteSource, FailureTranslation } from '../transport.ts';

// Looked up when an answer needs them: to import them would slow the start of every program that may send a request.
const stream = () => process.getBuiltinModule('node:stream');
const zlib = () => process.getBuiltinModule('node:zlib');

const readable = (chunks: AsyncIterable<Uint8Array>): Readable => stream().Readable.from(chunks, { objectMode: false });

const through =
  (create: () => Transform) =>
  (body: Readable): Readable =>
    stream().pipeline(body, create(), () => undefined);

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
  yield* through(() => (hasHeader ? zlib().createInflate : zlib().createInflateRaw)({ flush: zlib().constants.Z_SYNC_FLUSH }))(readable(whole()));
}

const gunzip = through(() => zlib().createGunzip({ flush: zlib().constants.Z_SYNC_FLUSH }));

/** Decoders by name. Each gives what it can at once, and takes a body that ends too early for a failure. */
const decoders: ReadonlyMap<string, (body: Readable) => Readable> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', (body) => readable(inflate(body))],
  ['br', through(() => zlib().createBrotliDecompress({ flush: zlib().constants.BROTLI_OPERATION_FLUSH }))],
  ['zstd', through(() => zlib().createZstdDecompress({ flush: zlib().constants.ZSTD_e_flush }))],
]);
/** More than anybody has a use for. */
const mostEncodings = 4;

/** The names of a `content-encoding` header, first applied first. */
function encodingsOf(header: string | readonly string[] | undefined): string[] {
  if (header === undefined) return [];
  return [header]
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
    return { next: () => Promise.reject(toError(error, 'in the body')), cancel: source.cancel };
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
    last = steps.reduce((body, step) => step(body), readable(encoded()));
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
