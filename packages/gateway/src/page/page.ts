import type { Endpoint } from '../endpoint.ts';

/** A page for people who open the gateway's address in a browser: see `createPage` of `@g4f/gateway/node`. */
export interface Page {
  /** Answers `GET /` to a client that says it takes HTML. */
  readonly document: Endpoint['handle'];
  /** What the document loads. */
  readonly endpoints: readonly Endpoint[];
}
