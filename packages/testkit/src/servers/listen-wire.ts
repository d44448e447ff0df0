import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { listen, type ListenOptions } from './listen.ts';
import type { Act, Upstream, UpstreamCall, Wire } from './upstream.ts';

class ClientGone extends Error {}

/**
 * Starts an upstream that speaks `wire` and plays `first`.
 *
 * @example
 * await using upstream = await listenWire(wire, answer(['Hel', 'lo']));
 */
export async function listenWire(wire: Wire, first: Act, options?: ListenOptions): Promise<Upstream> {
  const calls: UpstreamCall[] = [];
  const sockets = new WeakSet<Socket>();
  let current = first;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isReused = sockets.has(request.socket);
    sockets.add(request.socket);
    let taken = 0;
    const closed = new Promise<{ at: number; isComplete: boolean }>((resolve) => {
      response.once('close', () => resolve({ at: performance.now(), isComplete: response.writableFinished }));
    });
    const write = async (bytes: string | Uint8Array): Promise<void> => {
      if (bytes.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => reject(new ClientGone());
        if (response.destroyed) leave();
        response.once('close', leave);
        response.write(bytes, (error) => {
          response.off('close', leave);
          if (error) leave();
          else resolve();
        });
      });
      taken += Buffer.byteLength(bytes);
      await setImmediate();
    };
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const received: UpstreamCall = {
      method,
      path,
      headers,
      body,
      get messages() {
        return body === '' ? [] : wire.read(body);
      },
      isReused,
      bytesTaken: () => taken,
      closed,
    };
    calls.push(received);
    const act = (await wire.refusal?.(received)) ?? current;
    await act({ request, response, call: received, wire, write });
  };

  const server = await listen((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!(error instanceof ClientGone) && !request.errored) throw error;
    });
  }, options);
  return {
    ...server,
    wire,
    calls,
    play(next) {
      current = next;
    },
  };
}
