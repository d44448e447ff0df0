import { isContent, isProviderError, ProviderError, type AsyncGeneratorProvider, type ChatRequest, type FinishPart, type RunInit, type Stage, type UsagePart } from '@g4f/core';

/** What came of one question. Times are milliseconds from when it was asked. */
export interface Reply {
  readonly text: string;
  /** The types of the parts that came. */
  readonly types: ReadonlySet<string>;
  readonly finish: FinishPart | undefined;
  readonly counted: UsagePart | undefined;
  readonly firstContentMs: number | undefined;
  readonly totalMs: number;
  /** Somebody outside this process was called. */
  readonly hasLeft: boolean;
  /** Why it is not whole. */
  readonly error: ProviderError | undefined;
}

/** How a question is asked. */
export interface AskInit extends RunInit {
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/**
 * Asks one question and reads the answer to its end. What goes wrong is in the reply.
 *
 * @throws the reason of the signal, once that has fired: a question that is given up has no reply
 */
export async function askOnce(provider: AsyncGeneratorProvider, request: ChatRequest, { now, onStage, ...init }: AskInit): Promise<Reply> {
  const start = now();
  const types = new Set<string>();
  let [text, hasLeft] = ['', false];
  let [finish, counted, firstContentMs, error]: [FinishPart?, UsagePart?, number?, ProviderError?] = [];
  const watch = (stage: Stage): void => {
    if (stage !== 'preparing' && stage !== 'delegated') hasLeft = true;
    onStage?.(stage);
  };
  try {
    for await (const part of provider.createPartGenerator(request, { ...init, onStage: watch })) {
      types.add(part.type);
      if (isContent(part)) firstContentMs ??= now() - start;
      if (part.type === 'text') text += part.text;
      else if (part.type === 'usage') counted = part;
      else if (part.type === 'finish') finish = part;
    }
  } catch (thrown) {
    init.signal.throwIfAborted();
    error = isProviderError(thrown) ? thrown : new ProviderError(thrown instanceof Error ? thrown.message : String(thrown), { code: 'upstream', provider: provider.id });
  }
  return { text, types, finish, counted, firstContentMs, totalMs: now() - start, hasLeft, error };
}
