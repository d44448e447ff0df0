export { serve, type CloseOptions, type GatewayServer, type ServeOptions } from './node/serve.ts';
export { createPage } from './page/create-page.ts';
export { createSharedState, type SharedState, type SharedStateOptions } from './shared/shared-state.ts';
