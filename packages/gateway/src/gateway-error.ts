/** A failure that is the gateway's own: its key, its limits, its routes. What providers do wrong is a `ProviderError`. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** What the client is answered. */
  readonly status: number;
  /** Milliseconds until the same may be asked again. */
  readonly retryAfter: number | undefined;
  /** Headers that go with the answer. */
  readonly headers: { readonly [name: string]: string };

  constructor(message: string, init: { readonly status: number; readonly retryAfter?: number | undefined; readonly headers?: { readonly [name: string]: string } | undefined }) {
    super(message);
    this.status = init.status;
    this.retryAfter = init.retryAfter;
    this.headers = init.headers ?? {};
  }
}
