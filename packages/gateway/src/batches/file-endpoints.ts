import type { Caller } from '../access.ts';
import { json } from '../endpoints/json.ts';
import type { Endpoint } from '../endpoint.ts';
import type { GatewayAnswer } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { readObject } from './batch-line.ts';
import type { OpenBatches } from './batch-parts.ts';
import type { BatchLimits } from './batches-options.ts';
import { fileObject, type FileRecord, type FileStore } from './file-store.ts';
import { createLineSplitter, type Line } from './line-splitter.ts';
import { listObject, readPageQuery } from './page.ts';
import { readUpload, type Upload } from './read-upload.ts';

const invalid = (message: string): GatewayError => new GatewayError(message, { status: 400 });
const day = 86_400;

/** Passes bytes on, and refuses what is not one JSON object a line. */
async function* checked(chunks: AsyncIterable<Uint8Array>, { maxLine, maxLines }: BatchLimits): AsyncGenerator<Uint8Array, void, undefined> {
  const splitter = createLineSplitter(maxLine);
  let count = 0;
  const check = (lines: readonly Line[]): void => {
    for (const line of lines) {
      const read = readObject(line);
      if ('problem' in read) throw invalid(read.problem.message);
      if (++count > maxLines) throw invalid(`the file has more than ${maxLines} requests; split it`);
    }
  };
  try {
    for await (const chunk of chunks) {
      check(splitter.push(chunk));
      yield chunk;
    }
    check(splitter.end());
  } catch (error) {
    throw error instanceof RangeError ? invalid(error.message) : error;
  }
  if (count === 0) throw invalid('the file is empty; write one request on each line');
}

/** When a file expires, in seconds after it was made. */
function lifeOf(fields: Upload<unknown>['fields'], normal: number): number {
  const anchor = fields['expires_after[anchor]'];
  const asked = fields['expires_after[seconds]'];
  if (anchor === undefined && asked === undefined) return normal;
  const seconds = Number(asked);
  if (anchor !== 'created_at' || !Number.isInteger(seconds) || seconds < 3_600 || seconds > 30 * day) {
    throw invalid("expires_after needs the anchor 'created_at' and 3600 to 2592000 seconds");
  }
  return seconds;
}

async function checkRoom(files: FileStore, owner: string, added: number, { maxFiles, maxStored }: BatchLimits): Promise<void> {
  const all = await files.list(owner);
  const full = 'delete some, or wait until they expire';
  if (all.length >= maxFiles) throw new GatewayError(`you have ${all.length} files, which is the most; ${full}`, { status: 413 });
  const bytes = all.reduce((sum, file) => sum + file.bytes, added);
  if (bytes > maxStored) throw new GatewayError(`your files would have ${bytes} bytes, of ${maxStored} at most; ${full}`, { status: 413 });
}

/** The file, if it is the caller's; to others it is not there. */
export async function ownFile(files: FileStore, { id: owner }: Caller, id: string): Promise<FileRecord> {
  const file = await files.get(id);
  if (file?.owner !== owner) throw new GatewayError(`there is no file ${JSON.stringify(id)}; GET /v1/files lists yours`, { status: 404 });
  return file;
}

const upload = (open: OpenBatches, limits: BatchLimits, now: () => number): Endpoint['handle'] =>
  async ({ request, caller }) => {
    const { files } = await open();
    // What the form itself takes up, beside the file.
    const body = await request.body(limits.maxFile + 65_536);
    await checkRoom(files, caller.id, body.length, limits);
    const { stored, filename, fields } = await readUpload(request.header('content-type') ?? '', body, limits.maxFile, {
      write: (chunks) => files.write(checked(chunks, limits)),
      remove: files.remove,
    });
    try {
      if (fields['purpose'] !== 'batch') throw invalid("purpose is 'batch': files are kept for batches alone");
      const life = lifeOf(fields, limits.fileLife);
      const createdAt = now();
      return json(fileObject(await files.keep(stored, { owner: caller.id, filename: filename.slice(0, 255), purpose: 'batch', createdAt, expiresAt: createdAt + life })));
    } catch (error) {
      await files.remove(stored);
      throw error;
    }
  };

const list = (open: OpenBatches): Endpoint['handle'] =>
  async ({ request, caller }) => {
    const { after, limit, isAscending } = readPageQuery(request.query, { limit: 10_000, most: 10_000 });
    const purpose = request.query.get('purpose');
    const { files } = await open();
    const all = (await files.list(caller.id)).filter((file) => purpose === null || file.purpose === purpose);
    if (!isAscending) all.reverse();
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && start === 0) throw invalid('after names nothing in this list');
    return json(listObject(all.slice(start, start + limit).map(fileObject), all.length > start + limit));
  };

function content(files: FileStore, file: FileRecord): GatewayAnswer {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(file.bytes),
    'content-disposition': `attachment; filename="${file.filename.replace(/[^\w. -]/g, '_')}"`,
  };
  return { status: 200, headers, body: files.read(file) };
}

/** `/v1/files`: what batches read and write. */
export function fileEndpoints(open: OpenBatches, limits: BatchLimits, now: () => number): readonly Endpoint[] {
  const path = '/v1/files';
  return [
    { method: 'POST', path, handle: upload(open, limits, now) },
    { method: 'GET', path, handle: list(open) },
    {
      method: 'GET',
      path: `${path}/:id`,
      handle: async ({ caller, parameters }) => json(fileObject(await ownFile((await open()).files, caller, parameters['id'] ?? ''))),
    },
    {
      method: 'GET',
      path: `${path}/:id/content`,
      async handle({ caller, parameters }) {
        const { files } = await open();
        return content(files, await ownFile(files, caller, parameters['id'] ?? ''));
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:id`,
      async handle({ caller, parameters }) {
        const { files, batches } = await open();
        const file = await ownFile(files, caller, parameters['id'] ?? '');
        if (await batches.isReading(file.id)) throw new GatewayError('a batch still reads this file; cancel it, or wait for its end', { status: 409 });
        await files.remove(file);
        return json({ id: file.id, object: 'file', deleted: true });
      },
    },
  ];
}
