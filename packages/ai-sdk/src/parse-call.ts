import type { JSONValue, LanguageModelV3CallOptions, SharedV3Warning } from '@ai-sdk/provider';
import { ProviderError, type ChatRequest, type Deadlines, type RunInit, type Tool } from '@g4f/core';
import { createWarnings, type Warn } from './parse-context.ts';
import { parsePrompt } from './parse-prompt.ts';

/** What the SDK asks, in our words. */
export interface ParsedCall {
  readonly request: Omit<ChatRequest, 'model'>;
  /** What the call says of how it runs. */
  readonly init: Pick<RunInit, 'timeout' | 'signal'>;
  readonly warnings: readonly SharedV3Warning[];
}

const efforts: { readonly [level: string]: NonNullable<ChatRequest['reasoningEffort']> } = { minimal: 'low', low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' };

/** The effort, which AI SDK 7 hands to models of v3 too. */
function parseEffort(level: unknown, warn: Warn): ChatRequest['reasoningEffort'] {
  if (typeof level !== 'string' || level === 'provider-default') return undefined;
  const effort = Object.hasOwn(efforts, level) ? efforts[level] : undefined;
  if (effort !== level) warn(`reasoning: ${level}`, effort === undefined ? 'it has no effect' : `it is asked for as ${effort}`);
  return effort;
}

function parseTools(tools: LanguageModelV3CallOptions['tools'], warn: Warn): Tool[] | undefined {
  const functions = tools?.flatMap((tool): Tool[] => {
    if (tool.type === 'provider') {
      warn(`tool ${tool.id}`, 'only functions can be carried');
      return [];
    }
    const { name, description, inputSchema, strict, inputExamples } = tool;
    if (strict === true) warn(`strict mode of the tool ${name}`);
    if (inputExamples !== undefined) warn(`input examples of the tool ${name}`);
    return [{ name, ...(description === undefined ? {} : { description }), parameters: inputSchema }];
  });
  return functions?.length === 0 ? undefined : functions;
}

/** `auto` is what holds anyway where there are tools. */
function parseChoice(choice: LanguageModelV3CallOptions['toolChoice']): ChatRequest['toolChoice'] {
  if (choice === undefined || choice.type === 'auto') return undefined;
  return choice.type === 'tool' ? { name: choice.toolName } : choice.type;
}

function parseFormat(format: LanguageModelV3CallOptions['responseFormat']): ChatRequest['responseFormat'] {
  if (format?.type !== 'json') return undefined;
  const { schema, name, description } = format;
  return {
    type: 'json',
    ...(schema === undefined ? {} : { schema: description === undefined ? schema : { description, ...schema } }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Our own options of a call: `providerOptions.g4f`. */
function parseOwn(own: { readonly [option: string]: JSONValue | undefined } = {}, warn: Warn): { readonly timeout?: RunInit['timeout']; readonly reasoning?: unknown } {
  const { timeout, reasoningEffort, ...rest } = own;
  for (const key of Object.keys(rest)) warn(`providerOptions.g4f.${key}`, 'there are timeout and reasoningEffort');
  if (timeout !== undefined && (timeout === null || (typeof timeout !== 'number' && typeof timeout !== 'object'))) {
    throw new ProviderError('providerOptions.g4f.timeout must be a number of milliseconds, or { connect, firstByte, idle, total }', { code: 'invalid-request' });
  }
  return { ...(timeout === undefined ? {} : { timeout: timeout as number | Deadlines }), reasoning: reasoningEffort };
}

/** The settings that our request has no place for. */
const uncarried = ['topK', 'presencePenalty', 'frequencyPenalty'] as const;

/**
 * Reads a call of the SDK.
 *
 * @throws ProviderError `unsupported` for what our request cannot hold, `invalid-request` for what cannot be read
 */
export function parseCall(options: LanguageModelV3CallOptions): ParsedCall {
  const { warn, warnings } = createWarnings();
  const { g4f, ...others } = options.providerOptions ?? {};
  const own = parseOwn(g4f, warn);
  for (const setting of uncarried) if (options[setting] !== undefined) warn(setting);
  // The SDK says who it is in every call; that needs no answer.
  if (Object.keys(options.headers ?? {}).some((name) => name.toLowerCase() !== 'user-agent')) warn('headers');
  const request = {
    temperature: options.temperature,
    topP: options.topP,
    maxTokens: options.maxOutputTokens,
    seed: options.seed,
    stop: options.stopSequences?.length === 0 ? undefined : options.stopSequences,
    tools: parseTools(options.tools, warn),
    toolChoice: parseChoice(options.toolChoice),
    responseFormat: parseFormat(options.responseFormat),
    reasoningEffort: parseEffort(own.reasoning ?? Reflect.get(options, 'reasoning'), warn),
    options: Object.keys(others).length === 0 ? undefined : others,
  };
  return {
    request: { messages: parsePrompt(options.prompt, warn), ...Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) },
    init: { signal: options.abortSignal, ...(own.timeout === undefined ? {} : { timeout: own.timeout }) },
    warnings,
  };
}
