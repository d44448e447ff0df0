import { codeForStatus, ProviderError, type ErrorCode } from '@g4f/core';
import { createLineDecoder, createTextDecoder, looksLikeHtml } from '@g4f/wires';
import type * as sseModule from '@g4f/wires/sse';
import type { SseEvent } from '@g4f/wires/sse';
import { createBody, type Body } from './body.ts';
import type { CallContext } from './connection-error.ts';
import { iterateBody, type BodyReader } from './iterate-body.ts';
import { locationOf } from './redirects.ts';
import { retryAfter } from './retry-after/retry-after.ts';
import type { Incoming } from './transport.ts';
import { upstreamWords } from './upstream-words.ts';

/** Bytes of an error body that are read. */
const mostErrorBytes = 65_536;
/** Its parser is one more package to find at start, and many wires have no events. */
let sse: Promise<typeof sseModule> | undefined;
/** Characters of upstream's own words that an error keeps. */
const mostWords = 300;
/** Bytes that `text()` and `json()` take. */
const mostTextBytes = 16_777_216;

/** An answer whose headers have come. Its body can be read once, in one of its forms. */
export class StreamResponse {
  readonly status: number;
  /** The address that was asked. */
  readonly url: string;
  readonly #received: Incoming['headers'];
  readonly #body: Body;
  readonly #context: CallContext;
  #headers: Headers | undefined;
  #bytes: AsyncIterable<Uint8Array> | undefined;
  #isTaken = false;

  /** Made by a `StreamSession`. */
  constructor(url: string, { status, headers, body }: Incoming, context: CallContext) {
    this.status = status;
    this.url = url;
    this.#received = headers;
    this.#body = createBody(body);
    this.#context = context;
  }

  get headers(): Headers {
    if (this.#headers === undefined) {
      this.#headers = new Headers();
      for (const [name, values] of Object.entries(this.#received)) for (const value of [values ?? []].flat()) this.#headers.append(name, value);
    }
    return this.#headers;
  }

  /** The media type of the body, in small letters and without parameters: `text/event-stream`. Empty where the service says none. */
  get mediaType(): string {
    const type = this.#received['content-type'] ?? '';
    const [first = ''] = typeof type === 'string' ? type.split(';', 1) : type;
    return first.replace(/;.*/s, '').trim().toLowerCase();
  }

  /** The bytes as they come, one piece a network chunk. Leaving the loop closes the connection. */
  iterContent(): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#pieces(() => ({ read: (bytes) => bytes }));
  }

  /** The same, under the name that a relay of any wire looks for. */
  get body(): AsyncIterable<Uint8Array> {
    return (this.#bytes ??= this.iterContent());
  }

  /** The text as it comes, one piece a network chunk, never empty; UTF-8, whatever the chunk borders. */
  iterText(): AsyncGenerator<string, void, undefined> {
    return this.#pieces(() => {
      const decoder = createTextDecoder();
      return { read: (bytes) => decoder.push(bytes) || undefined, end: () => decoder.end() || undefined };
    });
  }

  /** The lines as they come, without their ends. */
  async *iterLines(): AsyncGenerator<string, void, undefined> {
    const batches = this.#pieces(() => {
      const text = createTextDecoder();
      const lines = createLineDecoder();
      return { read: (bytes) => lines.push(text.push(bytes)), end: () => [...lines.push(text.end()), ...lines.end()] };
    });
    for await (const batch of batches) yield* batch;
  }

  /** The server-sent events as they come. See `iterEventBatches` for the faster way. */
  async *iterEvents(): AsyncGenerator<SseEvent, void, undefined> {
    for await (const batch of this.iterEventBatches()) yield* batch;
  }

  /** The server-sent events as they come, one array a network chunk, never empty. */
  iterEventBatches(): AsyncGenerator<readonly SseEvent[], void, undefined> {
    return this.#pieces(async () => {
      const { createSseDecoder } = await (sse ??= import('@g4f/wires/sse'));
      const decoder = createSseDecoder();
      return {
        read(bytes) {
          const events = decoder.push(bytes);
          return events.length === 0 ? undefined : events;
        },
      };
    });
  }

  /**
   * The whole text.
   *
   * @param limit bytes. @default 16_777_216
   * @throws ProviderError `upstream` if there is more
   */
  async text(limit = mostTextBytes): Promise<string> {
    this.#take();
    const { text, isWhole } = await this.#body.read(limit);
    if (isWhole) return text;
    throw this.#error(`the answer of ${this.#context.host} is over ${limit} bytes`, 'upstream');
  }

  /**
   * The whole body as JSON, whatever its content-type.
   *
   * @param limit bytes. @default 16_777_216
   * @throws ProviderError `upstream` if it is none or too much, `blocked` if it is a page
   */
  async json(limit = mostTextBytes): Promise<unknown> {
    const text = await this.text(limit);
    try {
      return JSON.parse(text);
    } catch {
      if (looksLikeHtml(text) === true) throw this.#blocked(text);
      throw this.#error(`${this.#context.host} answered ${this.status} with what is not JSON`, 'upstream');
    }
  }

  /**
   * Does nothing for an answer, and throws for anything else: a status other than 2xx, or an HTML page in place of an answer.
   *
   * For the latter it waits for the first bytes of a 2xx, which the body still gives; not where the content-type says JSON or
   * server-sent events. Of an error body it reads 64 KiB, and closes the connection on more.
   *
   * @param recognise told upstream's own words about a failure; what it makes of them is given back, and nothing is thrown
   * @throws ProviderError by status; `blocked` for a page on 2xx, 403 and 503; `retryAfter` as upstream said it, a day at most
   */
  async raiseForStatus<R = never>(recognise?: (words: string, status: number) => R | undefined): Promise<R | undefined> {
    const { status } = this;
    if (status >= 200 && status < 300) {
      if (/json|event-stream/.test(this.mediaType)) return undefined;
      const start = await this.#body.peek((text) => looksLikeHtml(text) !== undefined);
      if (looksLikeHtml(start) !== true) return undefined;
      this.#body.cancel();
      throw this.#blocked(start);
    }
    this.#take();
    const location = locationOf({ status, headers: this.#received });
    if (location !== undefined) throw this.#redirected(location);
    const body = await this.#errorBody();
    if ((status === 403 || status === 503) && looksLikeHtml(body) === true) throw this.#blocked(body);
    const words = upstreamWords(body);
    const recognised = recognise?.(words, status);
    if (recognised !== undefined) return recognised;
    throw this.#error(`${this.#context.host} answered ${status}${this.#quote(words)}`, codeForStatus(status));
  }

  /** What can be had of an error body: a status is told also where its body is cut off. */
  async #errorBody(): Promise<string> {
    try {
      return (await this.#body.read(mostErrorBytes)).text;
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'interrupted') return '';
      throw error;
    }
  }

  /** Its own words are left out: they repeat the address, which may hold secrets. */
  #redirected(location: string): ProviderError {
    this.#body.cancel();
    const to = URL.parse(location, this.url)?.origin ?? 'what is no address';
    return this.#error(`${this.#context.host} answered ${this.status}: it redirects to ${to}, where this request is not sent on; ask the service at its own address`, 'upstream');
  }

  #blocked(page: string): ProviderError {
    return this.#error(`${this.#context.host} answered ${this.status} with a page in place of an answer${this.#quote(upstreamWords(page))}`, 'blocked');
  }

  /** Upstream's words as they may be shown. */
  #quote(words: string): string {
    return words === '' ? '' : `: ${this.#context.redact(words).slice(0, mostWords)}`;
  }

  #error(message: string, code: ErrorCode): ProviderError {
    const { status } = this;
    return new ProviderError(message, { code, provider: this.#context.provider, status, retryAfter: retryAfter(status, this.#received, Date.now()) });
  }

  #take(): void {
    if (this.#isTaken) throw new TypeError('the body of this response was read before: it can be read once');
    this.#isTaken = true;
  }

  #pieces<T>(open: () => BodyReader<T> | Promise<BodyReader<T>>): AsyncGenerator<T, void, undefined> {
    return iterateBody(this.#body, () => {
      this.#take();
      return open();
    });
  }
}
