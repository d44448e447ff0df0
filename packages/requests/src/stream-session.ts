import { platform } from '#platform';
import { createRedact, credentialsOf, ProviderError } from '@g4f/core';
import { connectionError, type CallContext } from './connection-error.ts';
import type { Impersonation } from './impersonate/impersonation.ts';
import { proxyAddress, type ProxyAddress } from './proxy-address.ts';
import { requestClock } from './request-clock.ts';
import { privateValues, requestHeaders } from './request-headers.ts';
import type { StreamRequestInit, StreamSessionInit } from './session-init.ts';
import { StreamResponse } from './stream-response.ts';
import type { ByteSource } from './transport.ts';

const disposed = (): DOMException => new DOMException('the session was disposed', 'AbortError');

/** Reads an address; its query and credentials may be secrets, so no message shows it. */
function target(url: string | URL): URL {
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '') return parsed;
  throw new ProviderError('the address asked for must be http: or https:, without credentials (send those as a header)', { code: 'invalid-request' });
}

/**
 * Sends requests and streams their answers, with the same proxy, deadlines and headers for each. Connections come from pools that
 * the whole process shares; a session that ends ends its own answers only.
 *
 * @example
 * await using session = new StreamSession({ deadlines: { total: 30_000 } });
 * const response = await session.post('https://api.example.com/chat', { json: { prompt: 'Hi' } });
 * await response.raiseForStatus();
 * for await (const text of response.iterText()) process.stdout.write(text);
 */
export class StreamSession implements AsyncDisposable {
  readonly #init: StreamSessionInit;
  readonly #proxy: ProxyAddress | undefined;
  readonly #impersonation: Impersonation | undefined;
  /** Ends an answer that is still coming. */
  readonly #live = new Set<(reason: unknown) => void>();
  #isDisposed = false;

  /** @throws ProviderError `invalid-request` for a proxy that cannot be used, or a browser that is not known */
  constructor(init: StreamSessionInit = {}) {
    this.#init = init;
    // The place of HTTPS_PROXY and its like: after the option, before none.
    this.#proxy = init.proxy === undefined || init.dispatcher !== undefined ? undefined : proxyAddress(init.proxy);
    this.#impersonation = init.impersonate === undefined ? undefined : platform.impersonation(init.impersonate);
  }

  /** See {@link StreamSession.request}. */
  get(url: string | URL, init?: Omit<StreamRequestInit, 'json' | 'body'>): Promise<StreamResponse> {
    return this.request('GET', url, init);
  }

  /** See {@link StreamSession.request}. */
  post(url: string | URL, init?: StreamRequestInit): Promise<StreamResponse> {
    return this.request('POST', url, init);
  }

  /**
   * Sends a request; fulfilled when the headers of the answer have come, whatever its status. Redirects are not followed. A request
   * that a kept-alive connection swallowed as its other end closed it is sent once more.
   *
   * @throws ProviderError `upstream` without a connection or an answer, `unauthorized` where a proxy refuses, `invalid-request`,
   * `timeout`, `missing-dependency`; the reason of `signal` untouched
   */
  async request(method: string, url: string | URL, { json, body, headers: own }: StreamRequestInit = {}): Promise<StreamResponse> {
    const { signal, touch, deadlines, provider, dispatcher, headers: shared } = this.#init;
    signal?.throwIfAborted();
    if (this.#isDisposed) throw disposed();
    const asked = target(url);
    if (dispatcher === undefined) this.#impersonation?.admit(asked);
    const defaults = { ...this.#impersonation?.headersFor(method, asked), ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
    const headers = requestHeaders(defaults, shared, own);
    const context: CallContext = { provider, host: asked.host, proxy: this.#proxy, redact: this.#redactFor(headers) };

    const clock = requestClock(touch, deadlines, provider, (error) => end(error));
    const exchange = platform.transport(
      { method, url: asked, headers, body: json === undefined ? body : JSON.stringify(json), proxy: this.#proxy, dispatcher, touch: clock.touch },
      (error, phase) => connectionError(error, phase, context),
    );
    const onAbort = (): void => end(signal?.reason);
    const release = (): void => {
      if (!this.#live.delete(end)) return;
      clock.stop();
      signal?.removeEventListener('abort', onAbort);
    };
    const end = (reason: unknown): void => {
      release();
      exchange.abort(reason);
    };
    this.#live.add(end);
    signal?.addEventListener('abort', onAbort, { once: true });
    /** Waits under the clock, and lets go of everything at the end. */
    const timed = async <T>(step: () => Promise<T>): Promise<T> => {
      clock.wait();
      try {
        const value = await step();
        clock.rest();
        if (value === undefined) release();
        return value;
      } catch (error) {
        release();
        throw error;
      }
    };
    const incoming = await timed(() => exchange.incoming);
    const source: ByteSource = {
      next: () => timed(incoming.body.next),
      cancel() {
        release();
        incoming.body.cancel();
      },
    };
    return new StreamResponse(asked.href, { ...incoming, body: source }, context);
  }

  /** Ends the answers of this session that are still coming. The connections that are idle stay in their pools. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const end of this.#live) end(disposed());
  }

  #redactFor(headers: { readonly [name: string]: string }): (text: string) => string {
    const { redact = (text: string) => text, proxy } = this.#init;
    // Errors are rare: the list is made when one needs it.
    return (text) => createRedact([...credentialsOf(proxy), ...privateValues(headers)], [])(redact(text));
  }
}
