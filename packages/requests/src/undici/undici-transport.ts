import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { createByteQueue } from '../byte-queue.ts';
import type { Exchange, FailureTranslation, Incoming, Outgoing, Transport } from '../transport.ts';
import { decodeContent } from './decode-content.ts';
import { loadUndici } from './load.ts';
import { leasePool, type Lease } from './pools.ts';
import { destroySocket, expectSocket, servedSockets, socketsOpenedBy } from './sockets.ts';

/** What a socket fails with when its other end closed it. */
const closedCodes: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
const noop = (): void => undefined;
/** What undici is told; the reader gets the caller's own reason. */
const stopped = (): Error => new Error('the request was stopped');

/** How one attempt went that brought no answer. */
interface Failure {
  readonly error: unknown;
  /** The service closed a kept-alive socket just as it was reused, and answered not a byte: nothing was processed. */
  readonly wasStale: boolean;
}

interface Attempt {
  readonly incoming: Promise<Incoming | Failure>;
  readonly abort: (reason: unknown) => void;
}

/** Apart from what lives as long as the answer, which would keep the body that was sent. */
function dispatch(dispatcher: Dispatcher, { method, url, headers, body }: Outgoing, handler: Dispatcher.DispatchHandler): readonly Socket[] {
  return socketsOpenedBy(() => {
    dispatcher.dispatch({ origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null, headersTimeout: 0, bodyTimeout: 0 }, handler);
  });
}

function attempt({ dispatcher, release }: Lease, outgoing: Outgoing, toError: FailureTranslation): Attempt {
  const { method, touch } = outgoing;
  const { promise, resolve } = Promise.withResolvers<Incoming | Failure>();
  let controller: Dispatcher.DispatchController | undefined;
  let socket: Socket | undefined;
  let wasServed = false;
  let isAnswered = false;
  let hasHeaders = false;
  let isOver = false;
  let opened: readonly Socket[] = [];
  const queue = createByteQueue({ pause: () => controller?.pause(), resume: () => controller?.resume() });

  const finish = (): void => {
    isOver = true;
    release();
  };
  const stop = (): void => {
    finish();
    if (controller !== undefined) controller.abort(stopped());
    else for (const each of opened) destroySocket(each, stopped());
  };
  const fail = (error: unknown): void => {
    if (isOver) return;
    stop();
    if (hasHeaders) queue.fail(toError(error, 'in the body'));
    else resolve({ error: toError(error, 'before headers'), wasStale: wasServed && !isAnswered && error instanceof Error && 'code' in error && closedCodes.has(error.code) });
  };
  // undici's own proxy support puts hooks of its own into a handler, so each attempt has one to itself.
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (isOver) {
        started.abort(stopped());
        return;
      }
      expectSocket((found) => {
        socket = found;
        wasServed = servedSockets.has(found);
      });
      touch('connected');
    },
    onResponseStarted() {
      isAnswered = true;
    },
    onResponseStart(_, status, received) {
      isAnswered = true;
      if (isOver || status < 200) return;
      hasHeaders = true;
      if (socket !== undefined) servedSockets.add(socket);
      touch('headers');
      const source = {
        next: queue.next,
        cancel() {
          if (!isOver) stop();
          queue.end();
        },
      };
      resolve({ status, headers: received, body: decodeContent(source, received['content-encoding'], method, toError) });
    },
    onResponseData(_, chunk) {
      if (isOver) return;
      touch('bytes');
      queue.push(chunk);
    },
    onResponseEnd() {
      // A body that ends with its connection looks whole to undici even after a reset.
      if (socket?.errored) fail(socket.errored);
      else if (!isOver) finish();
      queue.end();
    },
    onResponseError(_, error) {
      fail(error);
    },
  };
  try {
    opened = dispatch(dispatcher, outgoing, handler);
  } catch (error) {
    fail(error);
  }
  // A proxy may close in the middle of its greeting, of which undici says nothing.
  for (const each of opened) each.once('close', () => setImmediate(() => controller ?? fail(each.errored ?? closedEarly())));
  return {
    incoming: promise,
    abort(reason) {
      if (!isOver) stop();
      queue.abort(reason);
    },
  };
}

const closedEarly = (): Error => Object.assign(new Error('the connection was closed before it was ready'), { code: 'ECONNRESET' });

/** Sends over undici, at the pace of the reader. Retries once what a stale socket swallowed, whatever the method. */
export const undiciTransport: Transport = (asked, toError): Exchange => {
  let current: Attempt | undefined;
  let ended: { readonly reason: unknown } | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();

  // What is sent is a parameter, so that nothing of it is kept while the answer comes.
  async function send(outgoing: Outgoing): Promise<Incoming> {
    const undici = await loadUndici();
    for (let isRetry = false; ; isRetry = true) {
      if (ended !== undefined) throw ended.reason;
      outgoing.touch('connecting');
      // Typed by shape in the contract, so that core imports nothing.
      const own = outgoing.dispatcher as Dispatcher | undefined;
      current = attempt(own === undefined ? leasePool(undici, outgoing.proxy) : { dispatcher: own, release: noop }, outgoing, toError);
      const incoming = await current.incoming;
      if (!('error' in incoming)) return incoming;
      if (isRetry || !incoming.wasStale) throw incoming.error;
    }
  }
  send(asked).then(resolve, reject);
  return {
    incoming: promise,
    abort(reason) {
      ended = { reason };
      current?.abort(reason);
      reject(reason);
    },
  };
};
