import type { Attempt } from '@g4f/registry/routes';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';

/** One request that is over, for logs and metrics. Nothing of a prompt, an answer or a key is in it. */
export interface RequestRecord {
  /** As the client is told in `x-request-id`. */
  readonly id: string;
  readonly method: string;
  /** The endpoint's path, with its names: `/v1/models/:id`; `none` where nothing answers. */
  readonly route: string;
  readonly status: number;
  /** The caller's id; `undefined` where nobody was asked. */
  readonly caller: string | undefined;
  /** A model was asked for: the access was asked to let it in, and may have refused. */
  readonly isCall: boolean;
  /** Whether the answer came out of the cache; `undefined` where nobody wanted that. */
  readonly cache: 'hit' | 'miss' | undefined;
  /** Who answered, or was asked last. */
  readonly provider: string | undefined;
  /** What the client asked for, as it named it. */
  readonly model: string | undefined;
  /** Those at providers, routes among them left out. */
  readonly attempts: readonly Attempt[];
  /** `aborted`: the client left. `failed`: its status says so, or the answer broke off. */
  readonly outcome: 'ok' | 'failed' | 'aborted';
  /** The code of what went wrong at the provider that was asked last. */
  readonly error: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds to the end of the answer. */
  readonly ms: number;
  /** Milliseconds to its first content. */
  readonly firstContentMs: number | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** USD; 0 where no price is known. */
  readonly cost: number;
}

/** Told what happens in a gateway. Must not throw. */
export interface Observer {
  /** A request has come. */
  readonly onStart?: ((request: GatewayRequest, route: string) => void) | undefined;
  /** Runs what answers a request: for what shall hold while it is answered. */
  readonly around?: ((request: GatewayRequest, answer: () => Promise<GatewayAnswer>) => Promise<GatewayAnswer>) | undefined;
  /** A request is over: its answer has gone out whole, or broke off. */
  readonly onRequest?: ((record: RequestRecord, request: GatewayRequest) => void) | undefined;
  /** An attempt at a provider is over, of the request that it was made for. */
  readonly onAttempt?: ((attempt: Attempt, request: GatewayRequest | undefined) => void) | undefined;
}
