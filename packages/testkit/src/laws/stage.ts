import type { AsyncGeneratorProvider, ChatRequest } from '@g4f/core';
import type { Subject } from '../law.ts';
import { answer } from '../servers/acts.ts';
import type { Act, Upstream } from '../servers/upstream.ts';

/** The key of every target. Long, and like nothing else, so that it can be looked for. */
export const testKey = 'canary-key-0d5cbbcf2f1e';

/** A provider, its upstream, and how often it was connected to. */
export interface Stage extends AsyncDisposable {
  readonly provider: AsyncGeneratorProvider;
  readonly upstream: Upstream;
  readonly connections: () => number;
}

/** Sets the stage for one law. */
export async function stage({ factory, scenario }: Subject, act: Act = answer(['Hello', ', world'])): Promise<Stage> {
  const upstream = await scenario.start?.(act, testKey);
  const provider = factory({ baseURL: upstream === undefined ? nowhere : upstream.url + (scenario.path ?? ''), key: testKey });
  let connections = 0;
  upstream?.server.on('connection', () => connections++);
  return {
    provider,
    get upstream() {
      if (upstream === undefined) throw new Error('this scenario has no upstream: the law must say that it needs one');
      return upstream;
    },
    connections: () => connections,
    [Symbol.asyncDispose]: async () => upstream?.close(),
  };
}

/** A request with one user turn. */
export const ask = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] });

/** The discard port: nobody listens there. */
export const nowhere = 'http://127.0.0.1:9';
