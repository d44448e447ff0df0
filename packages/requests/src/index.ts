export { closePools } from './close-pools.ts';
export type { Environment } from './environment.ts';
export type { Browser } from './impersonate/browsers.ts';
export type { Impersonate, TlsMode } from './impersonate/impersonate.ts';
export type { RequestHeaders } from './request-headers.ts';
export type { StreamRequestInit, StreamSessionInit } from './session-init.ts';
export { StreamResponse } from './stream-response.ts';
export { StreamSession } from './stream-session.ts';
export type { RequestMessages, TracedRequest } from './trace.ts';
