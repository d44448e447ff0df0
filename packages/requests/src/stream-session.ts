import { platform } from '#platform';
import { createRedact, credentialsOf, ProviderError } from '@g4f/core';
import { connectionError, type CallContext } from './connection-error.ts';
import type { Impersonation } from './impersonate/impersonate.ts';
import type { ProxyAddress } from './proxy-address.ts';
import { proxyRule } from './proxy-rule.ts';
import { readAddress } from './read-address.ts';
import { createRedirects, locationOf, type Hop } from './redirects.ts';
import { privateValues, requestHeaders } from './request-headers.ts';
import type { StreamRequestInit, StreamSessionInit } from './session-init.ts';
import { StreamResponse } from './stream-response.ts';
import { startTrace } from './trace.ts';
import type { ByteSource, FailureTranslation, Incoming } from './transport.ts';
import { createWatch, type End, type Watch } from './watch.ts';

const disposed = (): DOMException => new DOMException('the session was disposed', 'AbortError');

/** Reads an address; its query and credentials may be secrets, so no message shows it. */
function target(url: string | URL): URL {
  const address = readAddress(url);
  if (address !== undefined) return address;
  throw new ProviderError('the address asked for must be http: or https:, without credentials (send those as a header)', { code: 'invalid-request' });
}

/** Translates what a connection fails with, and keeps nothing of the request. */
const translation =
  (context: CallContext): FailureTranslation =>
  (error, phase) =>
    connectionError(error, phase, context);

/** A body under watch. Made apart from the request, of which it keeps nothing: a prompt may be long, and its answer slow. */
const watched = (body: ByteSource, watch: Watch): ByteSource => ({
  next: () => watch.during(body.next),
  cancel() {
    watch.leave();
    body.cancel();
  },
});

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
  readonly #proxyFor: (url: URL) => ProxyAddress | undefined;
  readonly #impersonation: Impersonation | undefined;
  readonly #live = new Set<End>();
  #isDisposed = false;

  /** @throws ProviderError `invalid-request` for a proxy that cannot be used, or a browser that is not known */
  constructor(init: StreamSessionInit = {}) {
    this.#init = init;
    this.#proxyFor = proxyRule(init);
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
   * Sends a request; fulfilled when the headers of the answer have come, whatever its status. Redirects are followed for GET and
   * HEAD without a body, ten at most, never from https to http, and without the caller's own headers at another origin. A request
   * that a kept-alive connection swallowed as its other end closed it is sent once more.
   *
   * @throws ProviderError `upstream` without a connection or an answer, or for redirects that lead nowhere, `unauthorized` where a
   * proxy refuses, `invalid-request`, `timeout`, `missing-dependency`; the reason of `signal` untouched
   */
  async request(method: string, url: string | URL, { json, body, headers: own, redirect = 'follow' }: StreamRequestInit = {}): Promise<StreamResponse> {
    const { signal, provider, dispatcher, headers: shared } = this.#init;
    signal?.throwIfAborted();
    if (this.#isDisposed) throw disposed();
    const asked = target(url);
    const defaults = { ...this.#impersonation?.headersFor(method, asked), ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
    const first: Hop = { url: asked, headers: requestHeaders(defaults, shared, own) };
    const contextOf = (hop: URL): CallContext => {
      const proxy = this.#proxyFor(hop);
      return { provider, host: hop.host, proxy, redact: this.#redactFor(first.headers, proxy) };
    };
    let context = contextOf(asked);
    const text = json === undefined ? body : JSON.stringify(json);
    const trace = startTrace(() => ({ method, url: context.redact(asked.origin + asked.pathname), provider, proxy: context.proxy?.host }));
    const watch = createWatch(this.#init, this.#live, trace);

    const send = (hop: Hop): Promise<Incoming> => {
      const transport = (dispatcher === undefined ? this.#impersonation?.transportFor(hop.url) : undefined) ?? platform.transport;
      const { proxy } = context;
      return watch.follow(transport({ ...hop, method, body: text, proxy, dispatcher, touch: watch.touch }, translation(context))).incoming;
    };
    const isFollowed = redirect === 'follow' && text === undefined && (method === 'GET' || method === 'HEAD');
    const { incoming, hop } = await watch.during(async () => {
      if (!isFollowed) return { incoming: await send(first), hop: first };
      const follow = createRedirects(first, provider);
      for (let hop = first; ; context = contextOf(hop.url)) {
        const incoming = await send(hop);
        const location = locationOf(incoming);
        if (location === undefined) return { incoming, hop };
        incoming.body.cancel();
        hop = follow(location);
      }
    });
    trace.headers({ status: incoming.status });
    return new StreamResponse(hop.url.href, { ...incoming, body: watched(incoming.body, watch) }, context);
  }

  /** Ends the answers of this session that are still coming. The connections that are idle stay in their pools. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const end of this.#live) end(disposed());
  }

  #redactFor(headers: Hop['headers'], used: ProxyAddress | undefined): (text: string) => string {
    const { redact = (text: string) => text, proxy } = this.#init;
    // Errors are rare: the list is made when one needs it.
    return (text) => createRedact([...credentialsOf(proxy), ...credentialsOf(used?.href), ...privateValues(headers)], [])(redact(text));
  }
}
