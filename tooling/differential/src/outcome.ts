/** What a client makes of an answer, in words that ours and the AI SDK's share. A count that is not known is absent. */
export interface Outcome {
  readonly text: string;
  readonly reasoning: string;
  /** Calls that wait for a result. */
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[];
  /** Names of the tools that ran at the service. */
  readonly serverCalls: readonly string[];
  readonly sources: readonly string[];
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly cachedInputTokens: number | undefined;
  readonly cacheWriteTokens: number | undefined;
  readonly reasoningTokens: number | undefined;
  /** The finish reason, or `error`. */
  readonly ending: string;
}

/** An {@link Outcome} while it comes in. */
export type Draft = { -readonly [K in keyof Outcome]: Outcome[K] };

/** Nothing yet. An answer of which nothing more is heard has failed. */
export const emptyDraft = (): Draft => ({
  text: '',
  reasoning: '',
  calls: [],
  serverCalls: [],
  sources: [],
  inputTokens: undefined,
  outputTokens: undefined,
  cachedInputTokens: undefined,
  cacheWriteTokens: undefined,
  reasoningTokens: undefined,
  ending: 'no finish',
});

/** Arguments as a value, for two spellings of one object are the same; text that is no JSON as it stands, and none at all as an empty object. */
export function argumentsOf(json: string): unknown {
  try {
    return json === '' ? {} : JSON.parse(json);
  } catch {
    return json;
  }
}

/** The same outcome with one word for all ids that somebody made up, because the service sent none. */
export function withoutInventedIds(outcome: Outcome, said: string): Outcome {
  return { ...outcome, calls: outcome.calls.map((call) => (said.includes(`"${call.id}"`) ? call : { ...call, id: 'invented' })) };
}
