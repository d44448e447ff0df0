import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { certificate } from './certificate.ts';
import { loopback, type Loopback } from './loopback.ts';
import { dial, pump, tunnel } from './tunnel.ts';

/** What an HTTP proxy does. */
export interface ProxyOptions {
  /** `user:password`; without it in `proxy-authorization` the answer is 407. @default none wanted */
  readonly credentials?: string | undefined;
  /** The proxy itself speaks TLS, with the test certificate. @default false */
  readonly tls?: boolean | undefined;
  /** Answers every request with this HTTP status. @default forwards */
  readonly refuse?: number | undefined;
  /** Destroys a connection after so many bytes to the client. @default never */
  readonly dieAfter?: number | undefined;
}

/** One request, as a proxy saw it. */
export interface ProxyRequest {
  readonly method: string;
  /** `host:port` of a CONNECT, the whole URL of any other request. */
  readonly target: string;
  /** The credentials were right, or none were wanted. */
  readonly authorised: boolean;
}

/** An HTTP proxy on 127.0.0.1. */
export interface LoopbackProxy extends Loopback {
  /** Every request so far, oldest first. */
  readonly seen: readonly ProxyRequest[];
}

/**
 * Starts an HTTP proxy: `CONNECT` and absolute-form requests. It takes every host for 127.0.0.1, so a target may be
 * `http://any-name.test:${port}`.
 *
 * @example
 * await using proxy = await listenProxy({ credentials: 'me:secret' });
 * const url = proxy.url.replace('//', '//me:secret@');
 */
export async function listenProxy(options: ProxyOptions = {}): Promise<LoopbackProxy> {
  const { credentials, tls = false, refuse, dieAfter } = options;
  const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const seen: ProxyRequest[] = [];

  /** Notes the request; gives the status that refuses it, if any. */
  const admit = ({ method = '', url: target = '', headers }: IncomingMessage): number | undefined => {
    const authorised = wanted === undefined || headers['proxy-authorization'] === wanted;
    seen.push({ method, target, authorised });
    return authorised ? refuse : 407;
  };
  const onConnect = (request: IncomingMessage, client: Duplex, head: Buffer): void => {
    client.on('error', () => undefined);
    const refusal = admit(request);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} Refused\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    dial(portOf(`http://${request.url ?? ''}`)).then(
      (upstream) => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        tunnel(client, upstream, dieAfter);
      },
      () => client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'),
    );
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const refusal = admit(request);
    if (refusal === undefined) relay(request, response, dieAfter);
    else response.writeHead(refusal, { 'proxy-authenticate': 'Basic' }).end();
  };

  const server = tls ? createTlsServer(certificate, onRequest) : createServer(onRequest);
  server.on('connect', onConnect);
  return { ...(await loopback(server, tls ? 'https' : 'http')), seen };
}

function relay(request: IncomingMessage, response: ServerResponse, dieAfter: number | undefined): void {
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers;
  const { pathname, search, port } = new URL(request.url ?? '');
  const onward = forward({ host: '127.0.0.1', port: port || 80, path: pathname + search, method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pump(answer, response, dieAfter);
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** The port of a URL; `CONNECT host:443` has no default to fall back on, `http:` hides 80. */
function portOf(url: string): number {
  return Number(new URL(url).port || 80);
}
