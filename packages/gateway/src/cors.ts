import type { GatewayRequest } from './exchange.ts';

/** Which web pages may read answers. */
export interface Cors {
  /** Such as `https://chat.example`; `*` for any, which needs keys. */
  readonly origins: readonly string[] | '*';
}

const rates = ['requests', 'tokens'].flatMap((unit) => ['limit', 'remaining', 'reset'].map((what) => `x-ratelimit-${what}-${unit}`));
const exposed = ['x-request-id', 'x-g4f-provider', 'x-g4f-model', 'x-g4f-attempts', 'x-g4f-explain', 'x-g4f-cache', 'age', 'retry-after', 'retry-after-ms', ...rates].join(', ');

/** What a browser is told: nothing where the page is not among those that may read. */
export function corsHeaders(cors: Cors | undefined, request: GatewayRequest): { readonly [name: string]: string } {
  const origin = request.header('origin');
  if (cors === undefined || origin === undefined) return {};
  if (cors.origins !== '*' && !cors.origins.includes(origin)) return {};
  return { 'access-control-allow-origin': cors.origins === '*' ? '*' : origin, 'access-control-expose-headers': exposed, vary: 'origin' };
}

/** What a browser asks before it sends what a form could not. */
export function preflightHeaders(cors: Cors | undefined, request: GatewayRequest, methods: readonly string[]): { readonly [name: string]: string } {
  const allowed = corsHeaders(cors, request);
  if (!('access-control-allow-origin' in allowed)) return {};
  const wanted = request.header('access-control-request-headers');
  return {
    ...allowed,
    'access-control-allow-methods': methods.join(', '),
    ...(wanted !== undefined && /^[\w\-, ]{1,2000}$/.test(wanted) && { 'access-control-allow-headers': wanted }),
    'access-control-max-age': '86400',
  };
}
