import type { ReadableStreamDefaultReader } from 'node:stream/web';
import type { Browser } from '../impersonate/browsers.ts';
import type { ByteSource, Exchange, FailureTranslation, Incoming, Outgoing, Transport } from '../transport.ts';
import { decodeContent } from '../undici/decode-content.ts';
import { engineFailure } from './engine-failure.ts';
import { loadEngine, type Engine } from './engine.ts';
import { headerRefusal } from './header-refusal.ts';
import type { Lane } from './lane.ts';
import { dropLane, keepLane, takeLane } from './lanes.ts';

type EngineResponse = Awaited<ReturnType<Engine['fetch']>>;

const goneTo = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

function headersOf({ headers }: EngineResponse): Incoming['headers'] {
  const cookies = headers.getSetCookie();
  const plain = Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  return cookies.length === 0 ? plain : { ...plain, 'set-cookie': cookies };
}

/**
 * Sends over the engine, whose TLS and HTTP/2 are those of a browser. What is not TLS does not come here.
 *
 * @param withoutEngine sends where the engine is not installed, or throws
 */
export const wreqTransport =
  (browser: Browser, withoutEngine: (reason: unknown) => Transport, load = loadEngine): Transport =>
  (outgoing, toError): Exchange => {
    const { origin } = outgoing.url;
    const route = { browser, proxy: outgoing.proxy };
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    aborted.catch(() => undefined);
    let isAborted = false;
    let stop: ((reason: unknown) => void) | undefined;

    /** @returns nothing if the request was aborted meanwhile */
    async function attempt(engine: Engine, isRetry: boolean): Promise<Incoming | Failure | undefined> {
      const lane = await takeLane(engine, origin, route, isRetry);
      if (isAborted) {
        keepLane(lane, origin, route);
        return undefined;
      }
      const { send, abort } = createAttempt({ engine, lane, outgoing, toError, keep: () => keepLane(lane, origin, route) });
      stop = abort;
      return send();
    }
    async function exchange(): Promise<Incoming> {
      const engine = await load();
      if (isAborted) return aborted;
      if ('reason' in engine) {
        const { incoming, abort } = withoutEngine(engine.reason)(outgoing, toError);
        stop = abort;
        return incoming;
      }
      const refusal = headerRefusal(outgoing.headers);
      if (refusal !== undefined) throw toError(refusal, 'before headers');
      const first = await attempt(engine, false);
      const result = first !== undefined && 'error' in first && first.wasStale ? await attempt(engine, true) : first;
      if (result === undefined) return aborted;
      if ('error' in result) throw result.error;
      return result;
    }
    return {
      incoming: Promise.race([exchange(), aborted]),
      abort(reason) {
        isAborted = true;
        stop?.(reason);
        reject(reason);
      },
    };
  };

interface Failure {
  readonly error: unknown;
  /** The service closed a kept-alive connection just as it was reused, and answered nothing. */
  readonly wasStale: boolean;
}

interface Attempt {
  readonly send: () => Promise<Incoming | Failure>;
  readonly abort: (reason: unknown) => void;
}

interface AttemptOptions {
  readonly engine: Engine;
  readonly lane: Lane;
  readonly outgoing: Outgoing;
  readonly toError: FailureTranslation;
  /** The answer is at its end: another request may have the lane. */
  readonly keep: () => void;
}

function createAttempt({ engine, lane, outgoing, toError, keep }: AttemptOptions): Attempt {
  const { method, url, headers, body, touch } = outgoing;
  const controller = new AbortController();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let stopped: { readonly reason: unknown } | undefined;
  let isFramed = false;
  let isOver = false;

  const close = (): void => {
    isOver = true;
    dropLane(lane);
    controller.abort();
    reader?.cancel().catch(() => undefined);
  };
  const failure = (error: unknown): Error => lane.failure() ?? engineFailure(error, url.host);

  async function read(): Promise<Uint8Array | undefined> {
    try {
      const result = await reader?.read();
      if (stopped === undefined && result?.done === false) return result.value;
      // A body that ends with its connection looks whole to the engine even after a reset.
      if (stopped === undefined && (isFramed || lane.failure() === undefined)) return undefined;
      throw new Error('the connection was closed');
    } catch (error) {
      if (stopped !== undefined) throw stopped.reason;
      const cause = failure(error);
      close();
      throw toError(cause, 'in the body');
    }
  }
  const source: ByteSource = {
    async next() {
      while (!isOver) {
        const chunk = await read();
        if (chunk === undefined) {
          isOver = true;
          keep();
        } else if (chunk.length > 0) {
          touch('bytes');
          return [chunk];
        }
      }
      if (stopped !== undefined) throw stopped.reason;
      return undefined;
    },
    cancel() {
      if (!isOver) close();
    },
  };
  return {
    async send() {
      touch('connecting');
      lane.begin(() => reader ?? touch('connected'));
      try {
        const response = await engine.fetch(url.origin + url.pathname + url.search, {
          method,
          headers: { connection: 'keep-alive', ...headers },
          body: body ?? null,
          transport: lane.transport,
          signal: controller.signal,
          redirect: 'manual',
          disableDefaultHeaders: true,
          compress: false,
          timeout: 0,
        });
        touch('headers');
        const { status } = response;
        const received = headersOf(response);
        isFramed = 'content-length' in received || 'transfer-encoding' in received;
        reader = response.body?.getReader();
        return { status, headers: received, body: decodeContent(source, received['content-encoding'], method, toError) };
      } catch (error) {
        const wasStale = lane.isStale();
        const cause = failure(error);
        close();
        return { error: toError(cause, 'before headers'), wasStale: wasStale && goneTo(cause) };
      }
    },
    abort(reason) {
      stopped ??= { reason };
      if (!isOver) close();
    },
  };
}
