import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

const tooLarge = (limit: number): GatewayError => new GatewayError(`the body is larger than ${limit} bytes`, { status: 413 });

function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(message.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] | undefined = [];
    let length = 0;
    const fail = (error: GatewayError): void => {
      chunks = undefined;
      reject(error);
    };
    // Who listens is not taken off again: the message lives no longer than its request.
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks?.push(chunk);
      if (length <= limit || chunks === undefined) return;
      message.pause();
      fail(tooLarge(limit));
    });
    message.on('end', () => {
      const [first] = chunks ?? [];
      if (chunks !== undefined) resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
      chunks = undefined;
    });
    message.on('close', () => {
      if (chunks !== undefined) fail(new GatewayError('the body did not come whole', { status: 400 }));
    });
  });
}

/** The address without its query; of one in absolute form, what follows the host. */
function splitTarget(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return [path.startsWith('/') ? path : (URL.parse(path)?.pathname ?? '/'), mark < 0 ? '' : url.slice(mark + 1)];
}

/** A request of the gateway's that Node's own server brought. What is rarely asked for is made when it is. */
class NodeRequest implements GatewayRequest {
  readonly #message: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #search: string;
  #query: URLSearchParams | undefined;
  #controller: AbortController | undefined;
  readonly method: string;
  readonly path: string;
  readonly address: string | undefined;

  constructor(message: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', url = '/' } = message;
    [this.path, this.#search] = splitTarget(url);
    this.#message = message;
    this.#response = response;
    this.method = method;
    this.address = message.socket.remoteAddress;
  }

  get query(): URLSearchParams {
    return (this.#query ??= new URLSearchParams(this.#search));
  }

  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal;
    const made = (this.#controller = new AbortController());
    const response = this.#response;
    const leave = (): void => {
      if (!response.writableFinished) made.abort(new DOMException('the client left', 'AbortError'));
    };
    if (response.destroyed) leave();
    else response.once('close', leave);
    return made.signal;
  }

  readonly header = (name: string): string | undefined => {
    const value = this.#message.headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  };

  body(limit: number): Promise<Uint8Array> {
    return readBody(this.#message, limit);
  }
}

export function nodeRequest(message: IncomingMessage, response: ServerResponse): GatewayRequest {
  return new NodeRequest(message, response);
}
