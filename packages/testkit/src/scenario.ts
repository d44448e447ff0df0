import { aibnServer, type AibnServerOptions } from './servers/aibn-server.ts';
import { listenWire } from './servers/listen-wire.ts';
import type { Act, Upstream, Wire } from './servers/upstream.ts';

/** How the upstream of one kind of provider is played, so that the laws can say what it does and read what it was asked. */
export interface Scenario {
  /**
   * Starts the upstream, playing `act`. `key` is what the provider was given as its key, password or secret.
   * @default none: the provider answers in this process, and the laws that need an upstream are skipped
   */
  readonly start?: ((act: Act, key: string) => Promise<Upstream>) | undefined;
  /** What stands between the upstream's address and the provider's own paths, for example `/v1`. @default nothing */
  readonly path?: string | undefined;
  /** A question with an answer of several chunks. */
  readonly prompt: string;
}

const prompt = 'Count from one to five.';

/**
 * The scenario of any provider that speaks over HTTP: `wire` says how.
 *
 * @example
 * const scenario = wireScenario(openaiWire, { path: '/v1' });
 */
export function wireScenario(wire: Wire, { path }: { readonly path?: string | undefined } = {}): Scenario {
  return { prompt, path, start: (act) => listenWire(wire, act) };
}

/**
 * The scenario of a chatgpt-demo deployment. The secret is the target's `key` unless the options give another.
 *
 * @example
 * testProvider(({ baseURL, key }) => createAibn({ baseURL, secret: key }), aibnScenario());
 */
export function aibnScenario(options: AibnServerOptions = {}): Scenario {
  return {
    prompt,
    async start(act, key) {
      const server = await aibnServer({ ...options, secret: options.secret ?? key });
      server.play(act);
      return server;
    },
  };
}

/**
 * The scenario of a provider that runs in this process, with no upstream.
 *
 * @example
 * testProvider(() => createLlama(), localScenario());
 */
export function localScenario(options: { readonly prompt?: string | undefined } = {}): Scenario {
  return { prompt: options.prompt ?? prompt };
}
