import type { ChatRequest, Tool } from '@g4f/core';
import { isObject, listOf, type JsonObject } from '../values/json.ts';
import { invalidField, optionalBoolean, optionalList, optionalObject, optionalText, requiredObject, requiredText, unsupportedField } from './fields.ts';

/** Reads the tools. A function without parameters takes none. */
export function parseTools(body: JsonObject): readonly Tool[] | undefined {
  const tools = optionalList(body, 'tools', 'tools')?.map((value, index): Tool => {
    const field = `tools[${index}]`;
    const tool = requiredObject(value, field);
    const type = requiredText(tool, 'type', `${field}.type`);
    if (type !== 'function') throw unsupportedField(`${field}.type`, 'must be function: no other tools are carried here');
    const offered = requiredObject(tool['function'], `${field}.function`);
    const description = optionalText(offered, 'description', `${field}.function.description`);
    return {
      name: requiredText(offered, 'name', `${field}.function.name`),
      ...(description !== undefined && { description }),
      parameters: optionalObject(offered, 'parameters', `${field}.function.parameters`) ?? { type: 'object', properties: {} },
    };
  });
  return tools?.length === 0 ? undefined : tools;
}

/** Reads which tool is to be called. */
export function parseToolChoice({ tool_choice: choice }: JsonObject): ChatRequest['toolChoice'] {
  if (choice === undefined || choice === null) return undefined;
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  if (!isObject(choice)) throw invalidField('tool_choice', 'auto, none, required or { type: "function", function: { name } }');
  if (choice['type'] !== 'function') throw unsupportedField('tool_choice.type', 'must be function: nothing else is carried here');
  return { name: requiredText(requiredObject(choice['function'], 'tool_choice.function'), 'name', 'tool_choice.function.name') };
}

/** Reads what the answer is held to. */
export function parseFormat(body: JsonObject): ChatRequest['responseFormat'] {
  const format = optionalObject(body, 'response_format', 'response_format');
  if (format === undefined || format['type'] === 'text') return undefined;
  if (format['type'] === 'json_object') return { type: 'json' };
  if (format['type'] !== 'json_schema') throw unsupportedField('response_format.type', 'must be text, json_object or json_schema');
  const asked = requiredObject(format['json_schema'], 'response_format.json_schema');
  const schema = optionalObject(asked, 'schema', 'response_format.json_schema.schema');
  const name = optionalText(asked, 'name', 'response_format.json_schema.name');
  return { type: 'json', ...(schema !== undefined && { schema }), ...(name !== undefined && { name }) };
}

/** Reads the stop words: one, or a list. */
export function parseStop({ stop }: JsonObject): readonly string[] | undefined {
  if (stop === undefined || stop === null) return undefined;
  const words: unknown[] = typeof stop === 'string' ? [stop] : [...listOf(stop)];
  if (typeof stop !== 'string' && !Array.isArray(stop)) throw invalidField('stop', 'a text or a list of texts');
  if (!words.every((word): word is string => typeof word === 'string' && word !== '')) throw invalidField('stop', 'a text or a list of texts, none of them empty');
  return words.length === 0 ? undefined : words;
}

const efforts: { readonly [word: string]: NonNullable<ChatRequest['reasoningEffort']> } = { minimal: 'low', low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' };

/** Reads the effort. There are three here: what is under or over them is the next one. */
export function parseEffort(object: JsonObject, key: string, field: string): ChatRequest['reasoningEffort'] {
  const word = optionalText(object, key, field);
  if (word === undefined) return undefined;
  if (word === 'none') throw unsupportedField(field, 'none cannot be asked for here: leave it out');
  const effort = Object.hasOwn(efforts, word) ? efforts[word] : undefined;
  if (effort === undefined) throw invalidField(field, `one of ${Object.keys(efforts).join(', ')}`);
  return effort;
}

/** A field that asks for something that would be missed in the answer, and what may stand in it all the same. */
export type RefusedField = readonly [field: string, isNothing: (value: unknown) => boolean, why: string];

const refused: readonly RefusedField[] = [
  ['n', (value) => value === 1, 'must be 1: one answer is given'],
  ['audio', () => false, 'is not carried here: answers are text'],
  ['modalities', (value) => Array.isArray(value) && value.every((each) => each === 'text'), 'must be ["text"]: answers are text'],
  ['functions', (value) => Array.isArray(value) && value.length === 0, 'is no longer carried: use tools'],
  ['function_call', () => false, 'is no longer carried: use tool_choice'],
  ['logprobs', (value) => value === false, 'is not carried here'],
  ['top_logprobs', (value) => value === 0, 'is not carried here'],
  ['logit_bias', (value) => isObject(value) && Object.keys(value).length === 0, 'is not carried here: tokens are another model\'s'],
  ['web_search_options', () => false, 'is not carried here'],
];

/** Refuses what no answer here could hold. */
export function refuseUnsupported(body: JsonObject, fields: readonly RefusedField[] = refused): void {
  for (const [field, isNothing, why] of fields) {
    const value = body[field];
    if (value !== undefined && value !== null && !isNothing(value)) throw unsupportedField(field, why);
  }
}

/** Whether a stream is wanted, and usage in it. An answer in one piece has it anyway. */
export function parseStream(body: JsonObject): { readonly isStream: boolean; readonly wantsUsage: boolean } {
  const isStream = optionalBoolean(body, 'stream', 'stream');
  const options = optionalObject(body, 'stream_options', 'stream_options');
  return { isStream, wantsUsage: !isStream || (options !== undefined && optionalBoolean(options, 'include_usage', 'stream_options.include_usage')) };
}
