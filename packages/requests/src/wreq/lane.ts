import type { Socket } from 'node:net';
import type { Transport as EngineTransport } from 'wreq-js';
import type { Browser } from '../impersonate/browsers.ts';
import type { ProxyAddress } from '../proxy-address.ts';
import { dial } from './dial.ts';
import { engineProfiles } from './engine-profiles.ts';
import type { Engine } from './engine.ts';
import { watchHandshake } from './handshake-watch.ts';
import { openRelay, type RelayAddress } from './relay.ts';

/** A close_notify in a TLS 1.3 record, by its length: how a server says goodbye. */
const isGoodbye = (record: Buffer): boolean => record.length === 24 && record.readUInt16BE(3) === 19;

/** Where a lane goes. */
export interface LaneRoute {
  readonly browser: Browser;
  readonly proxy: ProxyAddress | undefined;
}

/** One request at a time on a connection of its own, which is kept for the next. */
export interface Lane {
  readonly transport: EngineTransport;
  /** Begins a request; `onConnected` is called when its TLS handshake is over, at once on a connection that stands. */
  readonly begin: (onConnected: () => void) => void;
  /** What the connection failed with, if it did: the engine says less. */
  readonly failure: () => Error | undefined;
  /** The connection had carried a request before this one, and brought nothing for this one. */
  readonly isStale: () => boolean;
  /** The request is over. `onClose` is called when the connection closes before the next. @returns whether there is one to keep */
  readonly rest: (onClose: () => void) => boolean;
  /** Closes it at once, whatever is under way. */
  readonly destroy: () => void;
}

/**
 * Opens a lane. Its connections are made here and not by the engine, which cannot close one whose answer is under way, nor tell when
 * it stands.
 */
export async function openLane(engine: Engine, { browser, proxy }: LaneRoute): Promise<Lane> {
  const controller = new AbortController();
  const { signal } = controller;
  const sockets = new Set<Socket>();
  let upstreams = 0;
  let connected: (() => void) | undefined;
  let failure: Error | undefined;
  let closed: (() => void) | undefined;
  let isReused = false;
  let isAnswered = false;

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const join = (client: Socket, upstream: Socket): void => {
    track(upstream);
    upstreams++;
    const watch = watchHandshake(() => {
      client.off('data', watch);
      connected?.();
    });
    client.on('data', watch).pipe(upstream);
    upstream.on('data', (chunk: Buffer) => (isAnswered ||= !isGoodbye(chunk))).pipe(client);
    upstream.on('error', (error) => {
      // That nothing more can be written to what has ended is no news.
      if (!upstream.readableEnded) failure = error;
      client.end();
    });
    upstream.once('close', () => {
      client.end();
      if (--upstreams === 0) closed?.();
    });
    client.once('close', () => upstream.destroy());
  };
  const relay: RelayAddress = await openRelay((authority, client) => {
    track(client);
    dial(authority, proxy, signal).then(
      (upstream) => {
        if (client.destroyed || signal.aborted) {
          upstream.on('error', () => undefined).destroy();
          return;
        }
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        join(client, upstream);
      },
      (error: unknown) => {
        failure = error instanceof Error ? error : new Error('no connection');
        client.destroy();
      },
    );
  });
  const transport = await engine.createTransport({ ...engineProfiles[browser], proxy: relay.href, poolMaxIdlePerHost: 1 });
  return {
    transport,
    begin(onConnected) {
      closed = undefined;
      failure = undefined;
      isAnswered = false;
      isReused = upstreams > 0;
      for (const socket of sockets) socket.ref();
      connected = onConnected;
      if (isReused) onConnected();
    },
    failure: () => failure,
    isStale: () => isReused && !isAnswered,
    rest(onClose) {
      closed = onClose;
      connected = undefined;
      for (const socket of sockets) socket.unref();
      return upstreams > 0 && failure === undefined;
    },
    destroy() {
      closed = undefined;
      connected = undefined;
      relay.close();
      controller.abort();
      for (const socket of sockets) socket.on('error', () => undefined).destroy();
      transport.close().catch(() => undefined);
    },
  };
}
