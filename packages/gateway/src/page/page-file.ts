import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import { accepts } from './accepts.ts';
import { contentTypes } from './content-types.ts';
import { pageHeaders } from './page-headers.ts';

/** The encodings that a file may lie there in, best first, and how its name then ends. */
const encodings = { br: '.br', gzip: '.gz' } as const;

/** One file of the page. Its bytes are read when somebody first asks for it, and kept. */
export interface PageFile {
  readonly answer: (request: GatewayRequest) => Promise<GatewayAnswer>;
}

/**
 * Makes the answer of a file.
 *
 * @param names every file of the folder: what lies beside it compressed is sent to whoever takes it
 * @param isHashed its name changes with its content, so that whoever has it need never ask again
 */
export function createPageFile(folder: string, name: string, names: ReadonlySet<string>, isHashed: boolean): PageFile {
  const kept = new Map<string, Promise<Uint8Array>>();
  const read = (end: string): Promise<Uint8Array> => {
    const reading = kept.get(end) ?? readFile(path.join(folder, name + end));
    kept.set(end, reading);
    reading.catch(() => kept.delete(end));
    return reading;
  };
  const there = Object.entries(encodings).filter(([, end]) => names.has(name + end));
  let tag: Promise<string> | undefined;
  const tagOf = async (): Promise<string> => createHash('sha256').update(await read('')).digest('base64url').slice(0, 22);

  return {
    async answer(request) {
      const encoding = there.find(([each]) => accepts(request.header('accept-encoding'), each));
      const etag = `"${await (tag ??= tagOf())}${encoding === undefined ? '' : `-${encoding[0]}`}"`;
      const headers = {
        ...pageHeaders,
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag,
        vary: 'accept, accept-encoding',
      };
      const known = request.header('if-none-match')?.split(',').map((each) => each.trim().replace(/^W\//, ''));
      if (known?.includes(etag) === true) return { status: 304, headers, body: '' };
      const type = contentTypes[path.extname(name)] ?? 'application/octet-stream';
      return {
        status: 200,
        headers: { ...headers, 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding[0] }) },
        body: await read(encoding?.[1] ?? ''),
      };
    },
  };
}
