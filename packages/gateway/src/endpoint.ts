import type { ProviderError } from '@g4f/core';
import type { ModelCatalogue, Registry } from '@g4f/registry';
import type { Attempt, Health } from '@g4f/registry/routes';
import type { Access, Caller } from './access.ts';
import type { ResponseCache } from './cache/create-cache.ts';
import type { GatewayAnswer, GatewayRequest } from './exchange.ts';

/** What every endpoint works with. */
export interface GatewayContext {
  /** Read anew for each request, as a configuration may be replaced while the gateway runs. */
  readonly registry: () => Registry;
  readonly health: Health;
  readonly catalogue: ModelCatalogue | undefined;
  readonly access: Access;
  readonly cache: ResponseCache | undefined;
  /** Whether the state that gateways share is there. `undefined`: none is shared. */
  readonly isShared: (() => boolean) | undefined;
  /** Told each attempt once, with who asked. Must not throw. */
  readonly onAttempt: (attempt: Attempt, caller: Caller) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds without content, after which a streamed answer begins with comments. */
  readonly patience: () => number;
  /** Milliseconds that an answer may take with all attempts at it. `undefined`: what holds where nobody says. */
  readonly total: () => number | false | undefined;
  /** Bytes that a body may have. */
  readonly maxBody: number;
  /** `false` while the gateway shuts down. */
  readonly isReady: () => boolean;
}

/** One route of the gateway. */
export interface Endpoint {
  readonly method: string;
  /** A path whose segments may be names: `/v1/models/:id`; the last may take the rest, slashes included: `/v1/models/:id*`. */
  readonly path: string;
  /** Asks nobody for a key. @default false */
  readonly isOpen?: true | undefined;
  /**
   * How its failures look, whoever's they are: a `GatewayError` comes as the `ProviderError` of the code that its status stands for.
   * @default OpenAI's `{ error: { message, type, param, code } }`
   */
  readonly errorBody?: ((error: ProviderError, status: number) => string) | undefined;
  readonly handle: (call: EndpointCall, context: GatewayContext) => Promise<GatewayAnswer>;
}

/** One request at an endpoint. */
export interface EndpointCall {
  readonly request: GatewayRequest;
  /** The names in the path, decoded. */
  readonly parameters: { readonly [name: string]: string };
  /** For an open endpoint, `local`. */
  readonly caller: Caller;
}
