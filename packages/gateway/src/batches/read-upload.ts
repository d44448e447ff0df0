import type { BusboyInstance } from '@fastify/busboy';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GatewayError } from '../gateway-error.ts';

/** An upload, its file stored. */
export interface Upload<T> {
  readonly stored: T;
  readonly filename: string;
  readonly fields: { readonly [name: string]: string };
}

/** Where an upload's file goes. */
export interface UploadStore<T> {
  readonly write: (chunks: AsyncIterable<Uint8Array>) => Promise<T>;
  /** Takes away what was written of a form that turned out malformed. */
  readonly remove: (stored: T) => Promise<void>;
}

const invalid = (message: string, cause?: unknown): GatewayError => Object.assign(new GatewayError(message, { status: 400 }), { cause });

const oneFile = (): GatewayError => invalid("the form needs one file, in its field 'file', and none beside it");

/** Bytes given to the parser at a time, so that others have their turn in between. */
const slice = 65_536;

function* slices(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += slice) yield bytes.subarray(at, at + slice);
}

/**
 * Reads a form with one file, which is stored while it is read: what else the form says may come after it.
 *
 * @param limit bytes that the file may have
 * @throws GatewayError 400 for what is no such form, 413 for a file over the limit; what storing it throws
 */
export async function readUpload<T>(contentType: string, body: Uint8Array, limit: number, store: UploadStore<T>): Promise<Upload<T>> {
  const { Busboy } = await import('@fastify/busboy');
  const fields: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  const found: { readonly filename: string; readonly stored: Promise<T>; readonly stream: Readable }[] = [];
  let parser: BusboyInstance;
  try {
    parser = new Busboy({ headers: { 'content-type': contentType }, limits: { files: 2, fields: 10, parts: 12, fileSize: limit, fieldSize: 1_000, headerPairs: 20, headerSize: 4_096 } });
  } catch (cause) {
    throw invalid('send the file as multipart/form-data, with its boundary', cause);
  }
  parser.on('field', (name, value) => (fields[name] = value));
  parser.on('file', (name, stream, filename) => {
    if (name !== 'file' || found.length > 0) {
      parser.destroy(oneFile());
      return;
    }
    stream.once('limit', () => stream.destroy(new GatewayError(`the file is larger than ${limit} bytes; split it`, { status: 413 })));
    const stored = store.write(stream);
    // What fails in storing ends the parsing, and so is heard of below.
    stored.catch((error: unknown) => parser.destroy(error instanceof Error ? error : undefined));
    found.push({ filename, stored, stream });
  });
  try {
    await pipeline(Readable.from(slices(body), { objectMode: false }), parser);
  } catch (error) {
    // The store may still wait for bytes, which will not come.
    for (const { stream } of found) stream.destroy();
    const [outcome] = await Promise.allSettled(found.map(({ stored }) => stored));
    if (outcome?.status === 'rejected' && outcome.reason === error) throw error;
    if (outcome?.status === 'fulfilled') await store.remove(outcome.value);
    throw error instanceof GatewayError ? error : invalid('the form is malformed, or was cut', error);
  }
  const [file] = found;
  if (file === undefined) throw oneFile();
  return { stored: await file.stored, filename: file.filename, fields };
}
