import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gateway } from '../create-gateway.ts';
import { nodeRequest } from './node-request.ts';
import { writeAnswer } from './write-answer.ts';

/** How a gateway listens. */
export interface ServeOptions {
  /** A name or an address. Other than this machine's own only with keys. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** 0 for any that is free. @default 1337 */
  readonly port?: number | undefined;
  /** Several processes listen on the port, as `node:cluster` and the kernel have it. @default false */
  readonly reusePort?: boolean | undefined;
  /** Connections; those over it are closed at once. @default 10_000 */
  readonly maxConnections?: number | undefined;
  /** Requests at once; those over it are answered 503. @default 5_000 */
  readonly maxRequests?: number | undefined;
  /** Milliseconds that the headers of a request may take. @default 10_000 */
  readonly headersTimeout?: number | undefined;
  /** Milliseconds that a request may take to come whole. @default 60_000 */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds that a connection may stay open between two requests. @default 65_000: longer than load balancers keep theirs */
  readonly keepAliveTimeout?: number | undefined;
  /** Milliseconds that a client may take nothing of its answer. @default 60_000 */
  readonly stallTimeout?: number | undefined;
}

/** How a server stops. */
export interface CloseOptions {
  /** Milliseconds that answers under way may take to their end. @default 30_000 */
  readonly grace?: number | undefined;
  /** Milliseconds before that in which it still takes requests, while `/readyz` says that it will not for long. @default 0 */
  readonly drain?: number | undefined;
}

/** A gateway that listens. */
export interface GatewayServer extends AsyncDisposable {
  /** For example `http://127.0.0.1:1337`. */
  readonly url: string;
  readonly port: number;
  /** Requests under way. */
  readonly underWay: () => number;
  /** Takes no more, lets what is under way come to its end, and cuts off what has not in time. */
  readonly close: (options?: CloseOptions) => Promise<void>;
}

/** Bytes of a request's headers. */
const mostHeaders = 16_384;
/** Milliseconds that a client who was answered early has to see that, before its upload is cut off. */
const lingering = 1_000;

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);

function createHttpServer(listener: (request: IncomingMessage, response: ServerResponse) => void, options: ServeOptions): Server {
  const { headersTimeout = 10_000, requestTimeout = 60_000, keepAliveTimeout = 65_000, maxConnections = 10_000 } = options;
  const server = createServer(
    {
      maxHeaderSize: mostHeaders,
      headersTimeout: Math.min(headersTimeout, requestTimeout),
      requestTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: Math.min(5_000, Math.max(50, headersTimeout / 4)),
      keepAlive: true, // Half-open sockets are found out.
      keepAliveInitialDelay: 30_000,
    },
    listener,
  );
  server.maxConnections = maxConnections;
  return server;
}

const noop = (): void => undefined;

/** Lets a client that is still sending see its answer, and then cuts it off. */
function cutUpload(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    setTimeout(() => request.socket.destroy(), lingering).unref();
  });
}

/**
 * Listens with Node's own server. Nothing of the web's `Request` and `Response` is on the way.
 *
 * @throws Error for a host other than this machine while no keys are asked for, and for a port that is taken
 * @example
 * const server = await serve(createGateway({ providers: [mine] }), { port: 0 });
 * console.log(`${server.url}/v1`);
 */
export async function serve(gateway: Gateway, options: ServeOptions = {}): Promise<GatewayServer> {
  const { host = '127.0.0.1', port = 1337, reusePort = false, maxRequests = 5_000, stallTimeout = 60_000 } = options;
  if (!gateway.access.hasKeys && !isLoopback(host)) {
    throw new Error(`the gateway asks for no keys, so it does not listen on ${host}: configure keys, or listen on 127.0.0.1`);
  }
  let underWay = 0;
  let isClosing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A process that has much to do is well: whoever probes it must not restart it for that.
    if (underWay > maxRequests && request.url !== '/healthz') {
      cutUpload(request, response);
      const body = '{"error":{"message":"the gateway is busy; ask again in a second","type":"server_error","param":null,"code":"busy"}}';
      await writeAnswer(response, { status: 503, headers: { 'content-type': 'application/json', 'retry-after': '1' }, body }, { isHead: false, stall: stallTimeout });
      return;
    }
    const answered = await gateway.handle(nodeRequest(request, response));
    if (!request.complete) cutUpload(request, response);
    if (isClosing || !request.complete) response.shouldKeepAlive = false;
    await writeAnswer(response, answered, { isHead: request.method === 'HEAD', stall: stallTimeout });
  }

  const server = createHttpServer((request, response) => {
    underWay++;
    response.once('close', () => underWay--);
    // What reads the body hears of its errors; here nobody need.
    request.on('error', noop);
    answer(request, response).catch(() => response.destroy());
  }, options);

  server.listen({ host, port, reusePort });
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;

  async function stop({ grace = 30_000, drain = 0 }: CloseOptions): Promise<void> {
    gateway.setReady(false);
    if (drain > 0) await new Promise((resolve) => setTimeout(resolve, drain));
    isClosing = true;
    const closed = once(server, 'close');
    server.close();
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const force = setTimeout(() => server.closeAllConnections(), grace);
    await closed;
    clearInterval(idle);
    clearTimeout(force);
  }
  let stopping: Promise<void> | undefined;
  const close = (how: CloseOptions = {}): Promise<void> => (stopping ??= stop(how));

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    underWay: () => underWay,
    close,
    [Symbol.asyncDispose]: () => close({ grace: 0 }),
  };
}
