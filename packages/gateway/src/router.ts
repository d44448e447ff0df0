import type { Endpoint } from './endpoint.ts';
import { GatewayError } from './gateway-error.ts';

/** Where a request goes. */
export interface Routed {
  readonly endpoint: Endpoint;
  readonly parameters: { readonly [name: string]: string };
}

type ByMethod = Map<string, Endpoint>;
interface Pattern {
  readonly expression: RegExp;
  readonly methods: ByMethod;
}

const none: Routed['parameters'] = Object.freeze({});

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `:name` stands for a segment, and `:name*` for all the rest. */
function expressionOf(path: string): RegExp {
  const segments = path.split('/').map((segment) => {
    const [, name, rest] = /^:(\w+)(\*?)$/.exec(segment) ?? [];
    if (name === undefined) return escape(segment);
    return `(?<${name}>${rest === '*' ? '.+' : '[^/]+'})`;
  });
  return new RegExp(`^${segments.join('/')}$`, 's');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new GatewayError('the address holds a malformed percent code', { status: 400 });
  }
}

/** Every method that a path answers. `HEAD` goes where `GET` does. */
function methodsOf(methods: ByMethod): readonly string[] {
  const names = [...methods.keys()];
  return [...names, ...(names.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** Finds the endpoint of a request. */
export interface Router {
  /** @throws GatewayError 404 for a path that nothing answers, 405 for a method that it does not */
  readonly find: (method: string, path: string) => Routed;
  /** The methods of a path; none for one that nothing answers. */
  readonly methods: (path: string) => readonly string[];
}

/**
 * Makes a router: a look-up for paths without names, and the few with names in turn. Of two endpoints for one path and method the first
 * holds.
 */
export function createRouter(endpoints: readonly Endpoint[]): Router {
  const exact = new Map<string, ByMethod>();
  const patterns = new Map<string, Pattern>();
  for (const endpoint of endpoints) {
    const { path, method } = endpoint;
    const methods = (path.includes(':') ? patterns.get(path)?.methods : exact.get(path)) ?? new Map<string, Endpoint>();
    if (!methods.has(method)) methods.set(method, endpoint);
    if (path.includes(':')) patterns.set(path, { expression: expressionOf(path), methods });
    else exact.set(path, methods);
  }

  const look = (asked: string): { readonly methods: ByMethod; readonly groups: { readonly [name: string]: string } | undefined } | undefined => {
    const path = asked.length > 1 && asked.endsWith('/') ? asked.slice(0, -1) : asked;
    const methods = exact.get(path);
    if (methods !== undefined) return { methods, groups: undefined };
    for (const { expression, methods: named } of patterns.values()) {
      const match = expression.exec(path);
      if (match !== null) return { methods: named, groups: match.groups };
    }
    return undefined;
  };

  /** Clients differ in whether their base URL ends in `/v1`. */
  const cureFor = (path: string): string => {
    if (look(`/v1${path}`) !== undefined) return 'if this is what your client makes of its base URL, that must end in /v1';
    if (path.startsWith('/v1/v1/') && look(path.slice('/v1'.length)) !== undefined) return 'if this is what your client makes of its base URL, that must end before /v1';
    return 'GET / lists what is there';
  };

  return {
    find(method, path) {
      const found = look(path);
      if (found === undefined) throw new GatewayError(`there is nothing at this address; ${cureFor(path)}`, { status: 404 });
      const endpoint = found.methods.get(method === 'HEAD' ? 'GET' : method);
      if (endpoint === undefined) {
        const allow = methodsOf(found.methods).join(', ');
        throw new GatewayError(`this address does not take ${/^[A-Z]{1,20}$/.test(method) ? method : 'this method'}; it takes ${allow}`, { status: 405, headers: { allow } });
      }
      return { endpoint, parameters: found.groups === undefined ? none : Object.fromEntries(Object.entries(found.groups).map(([name, text]) => [name, decode(text)])) };
    },
    methods(path) {
      const found = look(path);
      return found === undefined ? [] : methodsOf(found.methods);
    },
  };
}
