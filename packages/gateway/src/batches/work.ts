import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import type { BatchParts } from './batch-parts.ts';
import type { BatchLimits } from './batches-options.ts';

/** What a worker works with. */
export interface Work extends BatchParts {
  readonly limits: BatchLimits;
  /** Answers one request, as the gateway does. Never rejects. */
  readonly handle: (request: GatewayRequest) => Promise<GatewayAnswer>;
  /** How often a request is made that fails. */
  readonly attempts: number;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Aborts when the worker is to leave what it is at; others will take it up. */
  readonly signal: AbortSignal;
}
