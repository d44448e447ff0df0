import { ProviderError } from '@g4f/core';
import { createByteQueue, type ByteQueue } from '../byte-queue.ts';
import type { Exchange, Incoming, Outgoing, Transport } from '../transport.ts';
import { fetchFailure } from './fetch-failure.ts';

const encoder = new TextEncoder();

/** What `fetch` has no means for. It is the caller's wish, so nobody else is asked either. */
function refuse({ proxy, dispatcher }: Outgoing): void {
  const what = dispatcher === undefined ? proxy && 'proxy' : 'dispatcher';
  if (what === undefined) return;
  throw new ProviderError(`fetch has no way to use a ${what}: leave \`${what}\` out, and let the runtime decide how to connect, or run on Node`, { code: 'invalid-request' });
}

/** As bytes: of a text, `fetch` would make a content-type. */
function bytesOf(body: Outgoing['body']): Uint8Array<ArrayBuffer> | null {
  if (body === undefined) return null;
  return typeof body === 'string' ? encoder.encode(body) : body.slice();
}

function headersOf(headers: Headers): Incoming['headers'] {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }) };
}

/** Sends, without following a redirect. Where a browser hides one, it is not followed either: its target would be sent the caller's headers. */
async function send({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { method, headers, body: bytesOf(body), signal, redirect: 'manual' });
  if (response.type !== 'opaqueredirect') return response;
  throw new ProviderError(`${url.host} sent the request elsewhere, and a browser does not show where: ask the address that it stands at`, { code: 'upstream' });
}

/**
 * Reads ahead of the reader, up to what a queue holds: a stream that fails forgets what nobody has taken from it.
 *
 * @param onBytes told of each chunk
 */
function bodyOf(stream: ReadableStream<Uint8Array>, onBytes: () => void, toFailure: (error: unknown) => unknown): ByteQueue {
  const reader = stream.getReader();
  let held: PromiseWithResolvers<void> | undefined;
  const queue = createByteQueue({
    pause: () => (held = Promise.withResolvers()),
    resume() {
      held?.resolve();
      held = undefined;
    },
  });
  const pump = async (): Promise<void> => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      onBytes();
      queue.push(read.value);
      await held?.promise;
    }
    queue.end();
  };
  pump().catch((error: unknown) => queue.fail(toFailure(error)));
  return queue;
}

/**
 * Sends over the runtime's own `fetch`, which keeps the connections and undoes content-encodings. It does not tell when it is
 * connected, so a connection counts as part of the wait for the first byte.
 */
export const fetchTransport: Transport = (outgoing, toError): Exchange => {
  const { url, touch } = outgoing;
  const controller = new AbortController();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined);
  let queue: ByteQueue | undefined;

  async function exchange(): Promise<Incoming> {
    refuse(outgoing);
    const { status, headers, body } = await send(outgoing, controller.signal).catch((error: unknown) => {
      throw toError(fetchFailure(error, url), 'before headers');
    });
    touch('headers');
    const coming = (queue = bodyOf(body ?? new Blob().stream(), () => touch('bytes'), (error) => toError(fetchFailure(error, url), 'in the body')));
    const cancel = (): void => {
      coming.end();
      controller.abort();
    };
    return { status, headers: headersOf(headers), body: { next: coming.next, cancel } };
  }
  return {
    incoming: Promise.race([exchange(), aborted]),
    abort(reason) {
      queue?.abort(reason);
      reject(reason);
      controller.abort();
    },
  };
};
