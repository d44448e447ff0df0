import type { AuthorRequest, ChatRequest, Tool } from '@g4f/core';
import type { WireContext } from '../chat-wire.ts';
import { isObject } from '../values/json.ts';
import { encodeContents, encodeSystem } from './encode-contents.ts';
import type { GeminiFunctionCalling, GeminiRequestBody } from './format.ts';
import { geminiThinking, wantsSignatures } from './generation.ts';
import type { GeminiOptions } from './options.ts';

/** Tokens for each effort, where a model takes no level: Google's own. https://ai.google.dev/gemini-api/docs/openai#thinking */
export const budgets = { low: 1_024, medium: 8_192, high: 24_576 } as const;

/** Stop words that the service takes; core holds the rest. https://ai.google.dev/api/generate-content#GenerationConfig */
const mostStopWords = 5;

/** The object without what is undefined; `undefined` if nothing is left. */
function compact<T extends object>(object: T): T | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

function thinkingConfig({ model, reasoningEffort }: AuthorRequest, { thinkingBudget, thinkingLevel, includeThoughts }: GeminiOptions): object | undefined {
  const thinking = geminiThinking(model);
  const isSet = thinkingBudget !== undefined || thinkingLevel !== undefined;
  const effort = isSet ? undefined : reasoningEffort;
  return compact({
    includeThoughts: includeThoughts ?? (thinking === 'none' ? undefined : true),
    thinkingBudget: thinkingBudget ?? (thinking === 'budget' && effort !== undefined ? budgets[effort] : undefined),
    thinkingLevel: thinkingLevel ?? (thinking === 'level' ? effort?.toUpperCase() : undefined),
  });
}

function responseFormatOf({ responseFormat }: ChatRequest): object {
  if (responseFormat === undefined) return {};
  const { schema, name } = responseFormat;
  // The wire has no name for a schema but its own title.
  const titled = schema === undefined || name === undefined || 'title' in schema ? schema : { title: name, ...schema };
  return { responseMimeType: 'application/json', responseJsonSchema: titled };
}

function functionCalling(choice: NonNullable<ChatRequest['toolChoice']>): GeminiFunctionCalling {
  if (typeof choice === 'object') return { mode: 'ANY', allowedFunctionNames: [choice.name] };
  return { mode: ({ auto: 'AUTO', none: 'NONE', required: 'ANY' } as const)[choice] };
}

const declaration = ({ name, description, parameters }: Tool): object => ({ name, ...(description !== undefined && { description }), parametersJsonSchema: parameters });

function toolsOf(tools: readonly Tool[], { googleSearch, urlContext, codeExecution }: GeminiOptions): readonly object[] | undefined {
  const own = Object.entries({ googleSearch, urlContext, codeExecution }).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [{ [name]: value === true ? {} : value }],
  );
  const all = tools.length === 0 ? own : [{ functionDeclarations: tools.map(declaration) }, ...own];
  return all.length === 0 ? undefined : all;
}

/** This provider's own options. They are data from outside: what is none is as if it were not there. */
function optionsOf({ options }: ChatRequest, provider: string): GeminiOptions {
  const own: unknown = Object.entries(options ?? {}).find(([id]) => id === provider)?.[1];
  return isObject(own) ? own : {};
}

/**
 * Writes a request as the body of `generateContent`. The model is in the address: see `encodeGeminiPath`.
 *
 * @throws ProviderError `unsupported` for what the wire cannot carry, `invalid-request` for a tool's result without its call
 * @see https://ai.google.dev/api/generate-content
 * @example
 * encodeGemini({ model: 'gemini-2.5-flash', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'gemini' });
 */
export function encodeGemini(request: AuthorRequest, { provider }: WireContext): GeminiRequestBody {
  const { model, messages, tools = [], toolChoice } = request;
  const options = optionsOf(request, provider);
  const isChoice = toolChoice !== undefined && (tools.length > 0 || toolChoice === 'required' || typeof toolChoice === 'object');
  const generationConfig = compact({
    temperature: request.temperature,
    topP: request.topP,
    maxOutputTokens: request.maxTokens,
    stopSequences: request.stop?.slice(0, mostStopWords),
    seed: request.seed,
    ...responseFormatOf(request),
    thinkingConfig: thinkingConfig(request, options),
    ...options.generationConfig,
  });
  return {
    contents: encodeContents(messages, { provider, wantsSignatures: wantsSignatures(model) }),
    ...compact({
      systemInstruction: encodeSystem(messages),
      tools: toolsOf(tools, options),
      toolConfig: isChoice ? { functionCallingConfig: functionCalling(toolChoice) } : undefined,
      generationConfig,
      safetySettings: options.safetySettings,
      cachedContent: options.cachedContent,
    }),
    ...options.body,
  };
}
