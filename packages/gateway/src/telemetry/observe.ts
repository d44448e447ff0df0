import type { Attempt } from '@g4f/registry/routes';
import type { Access, Caller, Spent } from '../access.ts';
import type { Gateway, GatewayOptions } from '../create-gateway.ts';
import { createGateway } from '../create-gateway.ts';
import { defaultEndpoints } from '../default-endpoints.ts';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import { localAccess } from '../local-access.ts';
import { createRouter, type Router } from '../router.ts';
import { createFetch } from '../web.ts';
import type { Observer, RequestRecord } from './request-record.ts';

/** A request that is under way. */
interface Running {
  readonly request: GatewayRequest;
  readonly route: string;
  readonly startedAt: number;
  readonly begun: number;
  readonly attempts: Attempt[];
  caller: string | undefined;
  model: string | undefined;
  isCall: boolean;
  spent: Spent;
  /** Let in, and not yet settled: whoever settles it says when it is over. */
  isOpen: boolean;
  answer: Pick<GatewayAnswer, 'status' | 'headers'> | undefined;
  isStreaming: boolean;
  isTold: boolean;
}

const nothing: Spent = { inputTokens: 0, outputTokens: 0, cost: 0 };

function recordOf({ request, route, startedAt, begun, attempts, answer, caller, model, isCall, spent }: Running): RequestRecord {
  const last = attempts.findLast(({ outcome }) => outcome === 'won') ?? attempts.findLast(({ outcome }) => outcome !== 'skipped');
  const status = answer?.status ?? 0;
  const isAborted = attempts.length > 0 && request.signal.aborted;
  const cache = answer?.headers['x-g4f-cache'];
  const isFailed = status >= 400 || last?.outcome === 'failed';
  return {
    id: answer?.headers['x-request-id'] ?? '',
    method: request.method,
    route,
    status,
    caller,
    isCall,
    cache: cache === 'hit' || cache === 'miss' ? cache : undefined,
    provider: last?.provider,
    model,
    attempts,
    outcome: isAborted ? 'aborted' : isFailed ? 'failed' : 'ok',
    error: last?.outcome === 'failed' ? last.error?.code : undefined,
    startedAt,
    ms: performance.now() - begun,
    firstContentMs: last?.firstContentMs === undefined ? undefined : last.startedAt + last.firstContentMs - startedAt,
    ...spent,
  };
}

function routeOf(router: Router, { method, path }: GatewayRequest): string {
  try {
    return router.find(method, path).endpoint.path;
  } catch {
    return 'none';
  }
}

/** Says when a body that streams is over. */
function whenOver(body: AsyncIterable<string | Uint8Array>, over: () => void): AsyncIterable<string | Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* body;
      } finally {
        over();
      }
    },
  };
}

/**
 * Makes a gateway that is observed: each request once, when its answer has gone out, with all attempts at providers that were made for
 * it. Nothing is done for a chunk.
 *
 * @example
 * const gateway = observeGateway({ providers, access }, [{ onRequest: ({ route, status, ms }) => console.log(route, status, ms) }]);
 */
export function observeGateway(options: GatewayOptions, observers: readonly Observer[]): Gateway {
  const { access = localAccess(options.cors === undefined || options.cors.origins === '*' ? {} : { origins: options.cors.origins }) } = options;
  const router = createRouter([...(options.endpoints ?? []), ...defaultEndpoints]);
  const requests = new WeakMap<GatewayRequest, Running>();
  // Each request has a caller object of its own: by it an attempt, and what was used, find their request.
  const callers = new WeakMap<Caller, Running>();

  function over(running: Running): void {
    if (running.isTold || running.isOpen || running.isStreaming || running.answer === undefined) return;
    running.isTold = true;
    const record = recordOf(running);
    for (const { onRequest } of observers) onRequest?.(record, running.request);
  }

  const watched: Access = {
    get hasKeys() {
      return access.hasKeys;
    },
    async identify(request) {
      const caller = Object.freeze({ ...(await access.identify(request)) });
      const running = requests.get(request);
      if (running !== undefined) {
        running.caller = caller.id;
        callers.set(caller, running);
      }
      return caller;
    },
    clientKeys: access.clientKeys,
    async admit(caller, call) {
      const running = callers.get(caller);
      if (running !== undefined) {
        running.model = call.model;
        running.isCall = true;
      }
      const admitted = await access.admit(caller, call);
      if (running === undefined) return admitted;
      running.isOpen = true;
      return {
        headers: admitted.headers,
        async settle(spent) {
          running.spent = spent;
          running.isOpen = false;
          over(running);
          await admitted.settle(spent);
        },
      };
    },
  };

  const gateway = createGateway({
    ...options,
    access: watched,
    onAttempt(attempt, caller) {
      options.onAttempt?.(attempt, caller);
      if (attempt.isRoute) return;
      const running = callers.get(caller);
      running?.attempts.push(attempt);
      for (const { onAttempt } of observers) onAttempt?.(attempt, running?.request);
    },
  });

  const answerOf = observers.reduce<Gateway['handle']>((inner, { around }) => (around === undefined ? inner : (request) => around(request, () => inner(request))), gateway.handle);

  async function handle(request: GatewayRequest): Promise<GatewayAnswer> {
    const route = routeOf(router, request);
    const running: Running = { request, route, startedAt: Date.now(), begun: performance.now(), attempts: [], caller: undefined, model: undefined, isCall: false, spent: nothing, isOpen: false, answer: undefined, isStreaming: false, isTold: false };
    requests.set(request, running);
    for (const { onStart } of observers) onStart?.(request, route);
    const answer = await answerOf(request);
    running.answer = answer;
    const { body } = answer;
    if (running.isOpen || typeof body === 'string' || body instanceof Uint8Array) {
      over(running);
      return answer;
    }
    running.isStreaming = true;
    const end = (): void => {
      running.isStreaming = false;
      over(running);
    };
    return { ...answer, body: whenOver(body, end) };
  }

  return Object.freeze({ ...gateway, access: watched, handle, fetch: createFetch(handle) });
}
