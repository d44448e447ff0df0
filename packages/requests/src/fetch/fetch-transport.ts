import { ProviderError } from '@g4f/core';
import type { ByteSource, Exchange, FailureTranslation, Incoming, Outgoing, Transport } from '../transport.ts';
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

/** Sends with redirects not followed; where a browser hides one, a GET is sent again for the browser to follow it. */
async function send({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Response> {
  const init = { method, headers, body: bytesOf(body), signal };
  const response = await fetch(url, { ...init, redirect: 'manual' });
  if (response.type !== 'opaqueredirect') return response;
  if (method === 'GET' || method === 'HEAD') return fetch(url, init);
  throw new ProviderError(`${url.host} sent the request elsewhere, and a browser does not show where: ask the address that it stands at`, { code: 'upstream' });
}

/**
 * Sends over the runtime's own `fetch`, which keeps the connections and undoes content-encodings. It does not tell when it is
 * connected, so a connection counts as part of the wait for the first byte.
 */
export const fetchTransport: Transport = (outgoing, toError): Exchange => {
  const { url, touch } = outgoing;
  const controller = new AbortController();
  let stopped: { readonly reason: unknown } | undefined;
  let rejectWaiting: ((reason: unknown) => void) | undefined;

  /** Waits for the runtime, but not after an abort: some take their time to notice. */
  const during = <T>(phase: Parameters<FailureTranslation>[1], step: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (stopped !== undefined) throw stopped.reason;
      rejectWaiting = reject;
      step().then(resolve, (error: unknown) => reject(toError(fetchFailure(error, url), phase)));
    });

  function bodyOf(stream: ReadableStream<Uint8Array> | null): ByteSource {
    const reader = stream?.getReader();
    return {
      async next() {
        if (reader === undefined) return undefined;
        const { done, value } = await during('in the body', () => reader.read());
        if (done) return undefined;
        touch('bytes');
        return [value];
      },
      cancel: () => controller.abort(),
    };
  }

  async function exchange(): Promise<Incoming> {
    refuse(outgoing);
    const { status, headers, body } = await during('before headers', () => send(outgoing, controller.signal));
    touch('headers');
    return { status, headers: headersOf(headers), body: bodyOf(body) };
  }
  return {
    incoming: exchange(),
    abort(reason) {
      stopped ??= { reason };
      rejectWaiting?.(reason);
      controller.abort();
    },
  };
};
