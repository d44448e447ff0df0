import type { LanguageModelLike } from '../src/index.ts';

/** What a scripted model was asked, and what it does. */
export interface ScriptedModel extends LanguageModelLike {
  /** The options of every call, oldest first. */
  readonly calls: readonly { readonly [setting: string]: unknown }[];
}

/** How a scripted model is made. */
export interface Script {
  readonly version?: 'v2' | 'v3' | 'v4';
  readonly provider?: string;
  readonly modelId?: string;
  readonly supportedUrls?: LanguageModelLike['supportedUrls'];
  readonly headers?: { readonly [name: string]: string };
}

/** A model of the AI SDK that gives the parts that it is told to, or throws what is no list. */
export function scriptedModel(parts: readonly unknown[] | Error, { version = 'v4', provider = 'acme.chat', modelId = 'm-1', supportedUrls = {}, headers = {} }: Script = {}): ScriptedModel {
  const calls: { readonly [setting: string]: unknown }[] = [];
  return {
    specificationVersion: version,
    provider,
    modelId,
    supportedUrls,
    calls,
    doStream(options) {
      calls.push(options);
      if (parts instanceof Error) return Promise.reject(parts);
      const left = [...parts];
      const stream = new ReadableStream<unknown>({
        pull(controller) {
          if (left.length === 0) controller.close();
          else controller.enqueue(left.shift());
        },
      });
      return Promise.resolve({ stream, response: { headers } });
    },
  };
}

/** The usual end of an answer, in the words of each version. */
export const finish = {
  v2: { type: 'finish', finishReason: 'stop', usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18, cachedInputTokens: 4, reasoningTokens: 2 } },
  v3: {
    type: 'finish',
    finishReason: { unified: 'stop', raw: 'end_turn' },
    usage: { inputTokens: { total: 11, noCache: 6, cacheRead: 4, cacheWrite: 1 }, outputTokens: { total: 7, text: 5, reasoning: 2 } },
  },
};
