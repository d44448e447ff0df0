import type { Endpoint } from '../endpoint.ts';
import type { AibnOptions } from './aibn-options.ts';
import { authEndpoint } from './auth-endpoint.ts';
import { generateEndpoint } from './generate-endpoint.ts';

/**
 * chatgpt-demo's protocol, so that its front ends and Aibn's clients can talk to any provider. Every gateway has these with the
 * defaults; given as `endpoints`, others take their place.
 *
 * @example
 * const gateway = createGateway({ providers, endpoints: aibnEndpoints({ secret: 'shared with the front end', model: 'gpt-4.1-nano' }) });
 */
export function aibnEndpoints(options: AibnOptions = {}): readonly Endpoint[] {
  return [generateEndpoint(options), authEndpoint(options)];
}
