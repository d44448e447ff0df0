export { certificate } from './servers/certificate.ts';
export { listen, listenRaw, type ListenOptions } from './servers/listen.ts';
export { listenProxy, type LoopbackProxy, type ProxyOptions, type ProxyRequest } from './servers/listen-proxy.ts';
export { listenSocks, type LoopbackSocks, type SocksOptions, type SocksRequest } from './servers/listen-socks.ts';
export type { Loopback } from './servers/loopback.ts';
