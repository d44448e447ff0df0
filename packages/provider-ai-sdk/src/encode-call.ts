import type { AuthorRequest, Part } from '@g4f/core';
import type { SdkMessage } from './encode-prompt.ts';
import type { CallHeaders } from './bridge-options.ts';

/** The options of a call, as v2 to v4 have them; `reasoning` came with v4. */
export interface SdkCall {
  readonly prompt: readonly SdkMessage[];
  readonly [setting: string]: unknown;
}

/** What runs a call. */
export interface CallContext {
  readonly id: string;
  readonly isBeforeV4: boolean;
  readonly signal: AbortSignal;
  readonly headers: CallHeaders | undefined;
}

function encodeChoice(choice: AuthorRequest['toolChoice']): object | undefined {
  return typeof choice === 'object' ? { type: 'tool', toolName: choice.name } : choice === undefined ? undefined : { type: choice };
}

/** Writes a request as the SDK's call. What is undefined is left out: some models tell a key without a value from none. */
export function encodeCall(request: AuthorRequest, prompt: readonly SdkMessage[], { id, isBeforeV4, signal, headers }: CallContext): SdkCall {
  const options: unknown = Reflect.get(request.options ?? {}, id);
  const call = {
    maxOutputTokens: request.maxTokens,
    temperature: request.temperature,
    topP: request.topP,
    stopSequences: request.stop,
    seed: request.seed,
    reasoning: isBeforeV4 ? undefined : request.reasoningEffort,
    responseFormat: request.responseFormat,
    tools: request.tools?.map(({ name, description, parameters }) => ({ type: 'function', name, ...(description === undefined ? {} : { description }), inputSchema: parameters })),
    toolChoice: encodeChoice(request.toolChoice),
    providerOptions: options,
    headers,
    abortSignal: signal,
  };
  return { prompt, ...Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) };
}

/** Warnings for what the version of the model has no word for. */
export function encodeWarnings({ reasoningEffort }: AuthorRequest, isBeforeV4: boolean): Part[] {
  if (reasoningEffort === undefined || !isBeforeV4) return [];
  const message = 'reasoningEffort came with v4 of the AI SDK’s models and has no effect on this one; say it in `options` in the words of its provider';
  return [{ type: 'warning', setting: 'reasoningEffort', message }];
}
