/** One request of a client, whatever brought it: Node's own server or a web `Request`. */
export interface GatewayRequest {
  readonly method: string;
  /** As it was asked for, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** A header by its lower-case name; several of one name are joined as HTTP says. */
  readonly header: (name: string) => string | undefined;
  /**
   * The whole body.
   *
   * @throws GatewayError 413 for more than `limit` bytes, as soon as that is known
   */
  readonly body: (limit: number) => Promise<Uint8Array>;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  /** The client's address, for logs and limits. @default unknown */
  readonly address: string | undefined;
}

/** One answer. A body that streams is left, by `return()`, when the client is gone. */
export interface GatewayAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}
