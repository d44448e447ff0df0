import type { GatewayConfig } from './schema.ts';

/**
 * Gives a configuration in TypeScript its types.
 *
 * @example
 * export default defineConfig({ port: 8080, providers: ['openai', 'ollama'] });
 */
export function defineConfig(config: GatewayConfig): GatewayConfig {
  return config;
}
