import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

const tooLarge = (limit: number): GatewayError => new GatewayError(`the body is larger than ${limit} bytes`, { status: 413 });

function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(message.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (): void => {
      message.off('data', take).off('end', end).off('error', gone).off('close', gone);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      stop();
      message.pause();
      reject(tooLarge(limit));
    };
    const end = (): void => {
      stop();
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
    };
    const gone = (): void => {
      stop();
      reject(new GatewayError('the body did not come whole', { status: 400 }));
    };
    message.on('data', take).on('end', end).on('error', gone).on('close', gone);
  });
}

/** The address without its query; of one in absolute form, what follows the host. */
function splitTarget(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return [path.startsWith('/') ? path : (URL.parse(path)?.pathname ?? '/'), mark < 0 ? '' : url.slice(mark + 1)];
}

/** Makes a request of the gateway's of one of Node's. What is rarely asked for is made when it is. */
export function nodeRequest(message: IncomingMessage, response: ServerResponse): GatewayRequest {
  const { method = 'GET', url = '/', headers, socket } = message;
  const [path, search] = splitTarget(url);
  let query: URLSearchParams | undefined;
  let controller: AbortController | undefined;
  return {
    method,
    path,
    get query() {
      return (query ??= new URLSearchParams(search));
    },
    header(name) {
      const value = headers[name];
      return typeof value === 'object' ? value.join(', ') : value;
    },
    body: (limit) => readBody(message, limit),
    get signal() {
      if (controller === undefined) {
        const made = (controller = new AbortController());
        const leave = (): void => {
          if (!response.writableFinished) made.abort(new DOMException('the client left', 'AbortError'));
        };
        if (response.destroyed) leave();
        else response.once('close', leave);
      }
      return controller.signal;
    },
    address: socket.remoteAddress,
  };
}
