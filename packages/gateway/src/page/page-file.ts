import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import { accepts } from './accepts.ts';
import { contentTypes } from './content-types.ts';
import { pageHeaders } from './page-headers.ts';

/** The encodings that a file may lie there in, best first, and how its name then ends. */
const encodings = { br: '.br', gzip: '.gz' } as const;

/** One file of the page. Its bytes are kept: a folder that is built anew meanwhile does not mix with what was sent before. */
export interface PageFile {
  readonly answer: (request: GatewayRequest) => GatewayAnswer;
}

/**
 * Makes the answer of a file.
 *
 * @param names every file of the folder: what lies beside it compressed is sent to whoever takes it
 * @param isHashed its name changes with its content, so that whoever has it need never ask again
 */
export function createPageFile(folder: string, name: string, names: ReadonlySet<string>, isHashed: boolean): PageFile {
  const bytes = readFileSync(path.join(folder, name));
  const packed = Object.entries(encodings).flatMap(([encoding, end]) => (names.has(name + end) ? [{ encoding, bytes: readFileSync(path.join(folder, name + end)) }] : []));
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);

  return {
    answer(request) {
      const chosen = packed.find(({ encoding }) => accepts(request.header('accept-encoding'), encoding));
      const etag = `"${tag}${chosen === undefined ? '' : `-${chosen.encoding}`}"`;
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
        headers: { ...headers, 'content-type': type, ...(chosen !== undefined && { 'content-encoding': chosen.encoding }) },
        body: chosen?.bytes ?? bytes,
      };
    },
  };
}
