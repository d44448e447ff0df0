import type { Access, Caller } from './access.ts';
import type { GatewayRequest } from './exchange.ts';
import { GatewayError } from './gateway-error.ts';

/** Who asks where nobody is asked for a key. */
export const localCaller: Caller = Object.freeze({ id: 'local', models: undefined, isAdmin: true });

const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const loopbackAddress = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i;

/** What else than this machine's own names is let in. */
export interface LocalAccessOptions {
  /** Origins of web pages that may ask, such as `https://chat.example`. @default those of this machine */
  readonly origins?: readonly string[] | undefined;
}

const forbidden = (message: string): GatewayError => new GatewayError(message, { status: 403 });

/** A page that some name leads here shows that name in `Host`, and its own address in `Origin`. */
function checkHost(request: GatewayRequest, origins: readonly string[]): void {
  if (!loopbackName.test(request.header('host') ?? '')) {
    throw forbidden('without keys the gateway answers to localhost, 127.0.0.1 and [::1] alone; configure keys to reach it by another name');
  }
  const origin = request.header('origin');
  if (origin === undefined || origins.includes(origin)) return;
  if (!loopbackName.test(/^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? '')) throw forbidden('without keys the gateway answers no web page of another host');
}

/**
 * The access of a gateway without keys: whoever is on this machine, and no web page that was led here by name (DNS rebinding).
 *
 * @example
 * const gateway = createGateway({ providers, access: localAccess({ origins: ['https://chat.example'] }) });
 */
export function localAccess({ origins = [] }: LocalAccessOptions = {}): Access {
  const settle = (): Promise<void> => Promise.resolve();
  const admitted = Promise.resolve({ headers: {}, settle });
  return {
    hasKeys: false,
    async identify(request) {
      if (request.address !== undefined && !loopbackAddress.test(request.address)) throw forbidden('without keys the gateway answers this machine alone');
      checkHost(request, origins);
      return localCaller;
    },
    admit: () => admitted,
  };
}
