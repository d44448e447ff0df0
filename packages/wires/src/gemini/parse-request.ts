import { ProviderError, type ChatRequest } from '@g4f/core';
import type { WireRequest } from '../chat-wire.ts';
import { isObject, type JsonObject } from '../values/json.ts';
import { budgets } from './encode-request.ts';
import { field, fieldsBeside, invalid, numberField, objectField, objectsField, requiredText, textField, textsField } from './fields.ts';
import { openApiToJsonSchema } from './json-schema.ts';
import type { GeminiOptions } from './options.ts';
import { parseContents, parseSystem } from './parse-contents.ts';
import { parseToolChoice, parseTools } from './parse-tools.ts';
import { native } from './signature.ts';

const bodyFields = ['model', 'stream', 'contents', 'systemInstruction', 'tools', 'toolConfig', 'generationConfig', 'safetySettings', 'cachedContent'];
const configFields = [
  'temperature', 'topP', 'maxOutputTokens', 'stopSequences', 'seed', 'candidateCount',
  'responseMimeType', 'responseSchema', 'responseJsonSchema', 'thinkingConfig',
];
const levels: { readonly [level: string]: ChatRequest['reasoningEffort'] } = { MINIMAL: 'low', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' };

/** The object without what is undefined. */
const defined = <T extends object>(object: T): Partial<T> => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;

function parseResponseFormat(config: JsonObject): ChatRequest['responseFormat'] {
  const where = 'generationConfig.';
  const type = textField(config, 'responseMimeType', where) ?? 'text/plain';
  if (type === 'text/plain') return undefined;
  if (type !== 'application/json') throw new ProviderError(`${where}responseMimeType ${type} cannot be carried: use text/plain or application/json`, { code: 'unsupported' });
  const openApi = objectField(config, 'responseSchema', where);
  const schema = objectField(config, 'responseJsonSchema', where) ?? (openApi === undefined ? undefined : openApiToJsonSchema(openApi));
  return { type: 'json', ...(schema !== undefined && { schema }) };
}

/** How much to think: an effort is what any provider knows, and beside it stands to the letter what was asked. */
function parseThinking(config: JsonObject): { readonly effort: ChatRequest['reasoningEffort']; readonly options: GeminiOptions } {
  const where = 'generationConfig.thinkingConfig.';
  const thinking = objectField(config, 'thinkingConfig', 'generationConfig.') ?? {};
  const thinkingBudget = numberField(thinking, 'thinkingBudget', where);
  const level = textField(thinking, 'thinkingLevel', where)?.toUpperCase();
  if (level !== undefined && level !== 'THINKING_LEVEL_UNSPECIFIED' && !Object.hasOwn(levels, level)) throw invalid(`${where}thinkingLevel`, Object.keys(levels).join(', '));
  const isIncluded = field(thinking, 'includeThoughts');
  const includeThoughts = typeof isIncluded === 'boolean' && !isIncluded ? false : undefined;
  if (level !== undefined && level !== 'THINKING_LEVEL_UNSPECIFIED') {
    return { effort: levels[level], options: defined({ includeThoughts, thinkingLevel: level === 'MINIMAL' ? level : undefined }) };
  }
  if (thinkingBudget === undefined || thinkingBudget < 0) return { effort: undefined, options: defined({ includeThoughts, thinkingBudget }) };
  const effort = thinkingBudget <= budgets.low ? 'low' : thinkingBudget <= budgets.medium ? 'medium' : 'high';
  return { effort, options: defined({ includeThoughts, thinkingBudget: thinkingBudget === budgets[effort] ? undefined : thinkingBudget }) };
}

function parseModel(body: JsonObject): string | undefined {
  return textField(body, 'model', '')?.replace(/^models\//, '');
}

/**
 * Reads what a client asks. The wire says the model and whether to stream in the address, not in the body: who serves it puts both into
 * the body as `model` and `stream` before (see `parseGeminiPath`); a body without `stream` is one of a streamed request. What only
 * Gemini understands is in `options.gemini`.
 *
 * @throws ProviderError `invalid-request` that names the field, `unsupported` for what a request of ours cannot hold
 * @example
 * parseGeminiRequest({ model: 'gemini-2.5-flash', contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] });
 */
export function parseGeminiRequest(body: unknown): WireRequest {
  if (!isObject(body)) throw invalid('the body', 'an object');
  const config = objectField(body, 'generationConfig', '') ?? {};
  const where = 'generationConfig.';
  if ((numberField(config, 'candidateCount', where) ?? 1) > 1) throw new ProviderError(`${where}candidateCount: one answer a request is given`, { code: 'unsupported' });
  const { tools, options: ownTools } = parseTools(body);
  const thinking = parseThinking(config);
  const safetySettings = objectsField(body, 'safetySettings', '').map((setting, index) => ({
    category: requiredText(setting, 'category', `safetySettings[${index}].`),
    threshold: requiredText(setting, 'threshold', `safetySettings[${index}].`),
  }));
  const options: GeminiOptions = defined({
    ...ownTools,
    ...thinking.options,
    safetySettings: safetySettings.length === 0 ? undefined : safetySettings,
    cachedContent: textField(body, 'cachedContent', ''),
    generationConfig: fieldsBeside(config, configFields),
    body: fieldsBeside(body, bodyFields),
  });
  const stream = field(body, 'stream');
  return {
    request: {
      messages: [...parseSystem(body), ...parseContents(body)],
      ...defined({
        model: parseModel(body),
        tools: tools.length === 0 ? undefined : tools,
        toolChoice: parseToolChoice(body),
        responseFormat: parseResponseFormat(config),
        temperature: numberField(config, 'temperature', where),
        topP: numberField(config, 'topP', where),
        maxTokens: numberField(config, 'maxOutputTokens', where),
        stop: textsField(config, 'stopSequences', where),
        seed: numberField(config, 'seed', where),
        reasoningEffort: thinking.effort,
        options: Object.keys(options).length === 0 ? undefined : Object.fromEntries([[native, options]]),
      }),
    },
    isStream: stream !== false,
    wantsUsage: true,
  };
}
