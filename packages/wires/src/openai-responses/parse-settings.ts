import type { ChatRequest, Tool } from '@g4f/core';
import { invalidField, optionalList, optionalObject, optionalText, requiredObject, requiredText, unsupportedField } from '../openai-chat/fields.ts';
import type { RefusedField } from '../openai-chat/parse-settings.ts';
import { isObject, listOf, type JsonObject } from '../values/json.ts';

/** Fields that ask for what is not here, and what may stand in them all the same. */
export const refused: readonly RefusedField[] = [
  ['previous_response_id', () => false, 'refers to a stored response, and nothing is stored here: send the whole conversation in input'],
  ['conversation', () => false, 'refers to a stored conversation, and nothing is stored here: send the whole conversation in input'],
  ['background', (value) => value === false, 'must be false: nothing is stored here, so the answer has to be waited for'],
  ['prompt', () => false, 'refers to a stored prompt, and nothing is stored here: send its text in instructions'],
  ['context_management', (value) => listOf(value).length === 0 && Array.isArray(value), 'is not carried here'],
  ['moderation', () => false, 'is not carried here'],
  ['top_logprobs', (value) => value === 0, 'is not carried here'],
  ['include', (value) => !listOf(value).includes('message.output_text.logprobs'), 'must not ask for message.output_text.logprobs: they are not carried here'],
];

const onlyFunctions = 'must be function: no other tools run here';

function parseTool(value: unknown, field: string): Tool {
  const tool = requiredObject(value, field);
  if (requiredText(tool, 'type', `${field}.type`) !== 'function') throw unsupportedField(`${field}.type`, onlyFunctions);
  const description = optionalText(tool, 'description', `${field}.description`);
  return {
    name: requiredText(tool, 'name', `${field}.name`),
    ...(description !== undefined && { description }),
    parameters: optionalObject(tool, 'parameters', `${field}.parameters`) ?? { type: 'object', properties: {} },
  };
}

/** The names of the tools that may be called, where not all may. */
function allowedNames(choice: JsonObject): readonly string[] {
  return (optionalList(choice, 'tools', 'tool_choice.tools') ?? []).map((value, index) => {
    const field = `tool_choice.tools[${index}]`;
    const tool = requiredObject(value, field);
    if (tool['type'] !== 'function') throw unsupportedField(`${field}.type`, onlyFunctions);
    return requiredText(tool, 'name', `${field}.name`);
  });
}

function parseChoice(choice: unknown): ChatRequest['toolChoice'] {
  if (choice === undefined || choice === null) return undefined;
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  if (!isObject(choice)) throw invalidField('tool_choice', 'auto, none, required or { type: "function", name }');
  if (choice['type'] === 'allowed_tools') return parseChoice(choice['mode'] ?? 'auto');
  if (choice['type'] !== 'function') throw unsupportedField('tool_choice.type', 'must be function or allowed_tools: no other tools run here');
  return { name: requiredText(choice, 'name', 'tool_choice.name') };
}

/** Reads the tools, those that may be called, and which is to be. */
export function parseTools(body: JsonObject): Pick<ChatRequest, 'tools' | 'toolChoice'> {
  const { tool_choice: choice } = body;
  const tools = (optionalList(body, 'tools', 'tools') ?? []).map((tool, index) => parseTool(tool, `tools[${index}]`));
  const names = isObject(choice) && choice['type'] === 'allowed_tools' ? allowedNames(choice) : undefined;
  const allowed = names === undefined ? tools : tools.filter(({ name }) => names.includes(name));
  return { tools: allowed.length === 0 ? undefined : allowed, toolChoice: parseChoice(choice) };
}

/** Reads what the answer is held to. */
export function parseFormat(body: JsonObject): ChatRequest['responseFormat'] {
  const format = optionalObject(optionalObject(body, 'text', 'text') ?? {}, 'format', 'text.format');
  if (format === undefined || format['type'] === 'text') return undefined;
  if (format['type'] === 'json_object') return { type: 'json' };
  if (format['type'] !== 'json_schema') throw unsupportedField('text.format.type', 'must be text, json_object or json_schema');
  const schema = optionalObject(format, 'schema', 'text.format.schema');
  const name = optionalText(format, 'name', 'text.format.name');
  return { type: 'json', ...(schema !== undefined && { schema }), ...(name !== undefined && { name }) };
}
