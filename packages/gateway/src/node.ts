export { serve, type CloseOptions, type GatewayServer, type ServeOptions } from './node/serve.ts';
