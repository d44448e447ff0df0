import type { AsyncGeneratorProvider, ProviderError } from '@g4f/core';
import { createRegistry, type ModelCatalogue, type Registry } from '@g4f/registry';
import { createHealth, type Attempt, type Health } from '@g4f/registry/routes';
import { encodeOpenaiChatError } from '@g4f/wires/openai-chat';
import type { Access, Caller } from './access.ts';
import type { ResponseCache } from './cache/create-cache.ts';
import { corsHeaders, preflightHeaders, type Cors } from './cors.ts';
import { defaultEndpoints } from './default-endpoints.ts';
import type { Endpoint, GatewayContext } from './endpoint.ts';
import { home } from './endpoints/home.ts';
import type { GatewayAnswer, GatewayRequest } from './exchange.ts';
import { failureAnswer, failureOf, isOurs } from './failure.ts';
import { localAccess, localCaller } from './local-access.ts';
import type { Page } from './page/page.ts';
import { createRouter } from './router.ts';
import { createFetch } from './web.ts';

/** What a gateway is made of. */
export interface GatewayOptions {
  /** Who may be asked, in order of preference. A function is read anew for each request, so that what it gives may be replaced. */
  readonly registry?: Registry | (() => Registry) | undefined;
  /** In place of `registry`. */
  readonly providers?: readonly AsyncGeneratorProvider[] | undefined;
  /** Watches those who are asked. @default one of its own */
  readonly health?: Health | undefined;
  /** Prices and context windows. @default only what providers say */
  readonly catalogue?: ModelCatalogue | undefined;
  /** Keys and limits. @default none: who is on this machine may ask, see `localAccess` */
  readonly access?: Access | undefined;
  /** Answers that are given again: see `createCache`. @default none */
  readonly cache?: ResponseCache | undefined;
  /** Whether the state that gateways share is there: `isUp` of a `SharedState`. `/readyz` says so. @default none is shared */
  readonly isShared?: (() => boolean) | undefined;
  /** Further endpoints. They win over the default ones for the same path and method. @default none */
  readonly endpoints?: readonly Endpoint[] | undefined;
  /** What a browser is shown at `/`. Everybody else gets a plain list there. @default the list for browsers too */
  readonly page?: Page | undefined;
  /** Web pages that may read answers. @default none */
  readonly cors?: Cors | undefined;
  /** Told each attempt at a provider once, with who asked. What it throws is dropped. */
  readonly onAttempt?: ((attempt: Attempt, caller: Caller) => void) | undefined;
  /** Told what went wrong that is nobody's failure but the gateway's own. @default nobody is told */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds without content, after which a streamed answer begins with comments. A function is read anew for each request. @default 15_000 */
  readonly patience?: number | (() => number | undefined) | undefined;
  /** Milliseconds that an answer may take with all attempts at it; `false` for no limit. A function is read anew for each request. @default 600_000 */
  readonly total?: number | false | (() => number | false | undefined) | undefined;
  /** Bytes that a request's body may have. @default 10_485_760 */
  readonly maxBody?: number | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Every provider of a registry behind the wires that clients speak. */
export interface Gateway {
  /** Answers a request, whatever brought it. Never rejects. */
  readonly handle: (request: GatewayRequest) => Promise<GatewayAnswer>;
  /** Answers a web `Request`: for Workers, Deno, Bun, and whoever else speaks web standards. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly access: Access;
  /** `false`: whoever balances load is told to send no more. What comes is answered all the same. */
  readonly setReady: (isReady: boolean) => void;
}

const openaiError = (error: ProviderError): string => JSON.stringify(encodeOpenaiChatError(error));

/** What is given, or what the function that is given says now. */
const read = <T extends number | false>(given: T | (() => T | undefined) | undefined): T | undefined => (typeof given === 'function' ? given() : given);

function registryOf({ registry, providers = [], catalogue, health }: GatewayOptions): () => Registry {
  if (typeof registry === 'function') return registry;
  const only = registry ?? createRegistry(providers, { catalogue, health });
  return () => only;
}

const requestIdOf = (request: GatewayRequest): string => {
  const given = request.header('x-request-id');
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : crypto.randomUUID();
};

/**
 * Makes a gateway.
 *
 * @example
 * const gateway = createGateway({ providers: [first, second] });
 * export default { fetch: gateway.fetch };
 */
export function createGateway(options: GatewayOptions = {}): Gateway {
  const { endpoints = [], cors, onAttempt, onError, access = localAccess(cors === undefined || cors.origins === '*' ? {} : { origins: cors.origins }) } = options;
  let isReady = true;
  const context: GatewayContext = {
    registry: registryOf(options),
    health: options.health ?? createHealth(),
    catalogue: options.catalogue,
    access,
    cache: options.cache,
    isShared: options.isShared,
    onAttempt: (attempt, caller) => onAttempt?.(attempt, caller),
    now: options.now ?? (() => Date.now()),
    patience: () => read(options.patience) ?? 15_000,
    total: () => read(options.total),
    maxBody: options.maxBody ?? 10_485_760,
    isReady: () => isReady,
  };
  const all = [...endpoints, ...defaultEndpoints];
  const router = createRouter([...all, ...(options.page?.endpoints ?? []), home(all, options.page)]);

  async function answer(request: GatewayRequest): Promise<GatewayAnswer> {
    let endpoint: Endpoint | undefined;
    try {
      const found = router.find(request.method, request.path);
      endpoint = found.endpoint;
      const caller = endpoint.isOpen === true ? localCaller : await access.identify(request);
      return await endpoint.handle({ request, parameters: found.parameters, caller }, context);
    } catch (error) {
      if (isOurs(error) && !request.signal.aborted) onError?.(error);
      return failureAnswer(failureOf(error), endpoint?.errorBody ?? openaiError);
    }
  }

  async function handle(request: GatewayRequest): Promise<GatewayAnswer> {
    const own = { 'x-request-id': requestIdOf(request) };
    const methods = request.method === 'OPTIONS' ? router.methods(request.path) : [];
    if (methods.length > 0) return { status: 204, headers: { ...own, allow: methods.join(', '), ...preflightHeaders(cors, request, methods) }, body: '' };
    const { status, headers, body } = await answer(request);
    return { status, headers: { ...own, ...corsHeaders(cors, request), ...headers }, body };
  }

  return Object.freeze({
    handle,
    fetch: createFetch(handle),
    access,
    setReady(ready: boolean) {
      isReady = ready;
    },
  });
}
