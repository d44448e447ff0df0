import { ProviderError, type ChatRequest, type Tool } from '@g4f/core';
import { isObject, type JsonObject } from '../values/json.ts';
import { field, fieldsBeside, invalid, objectField, objectsField, requiredText, textField, textsField } from './fields.ts';
import { openApiToJsonSchema } from './json-schema.ts';
import type { GeminiOptions } from './options.ts';

/** The service's own tools that an option stands for. */
const own = ['googleSearch', 'urlContext', 'codeExecution'] as const;

function parseDeclaration(declaration: JsonObject, where: string): Tool {
  const name = requiredText(declaration, 'name', where);
  const description = textField(declaration, 'description', where);
  const plain = objectField(declaration, 'parametersJsonSchema', where);
  const openApi = objectField(declaration, 'parameters', where);
  const parameters = plain ?? (openApi === undefined ? { type: 'object', properties: {} } : openApiToJsonSchema(openApi));
  return { name, ...(description !== undefined && { description }), parameters };
}

/** The functions that a client declares, and the service's own tools that it asks for. */
export function parseTools(body: JsonObject): { readonly tools: readonly Tool[]; readonly options: Pick<GeminiOptions, (typeof own)[number]> } {
  const tools: Tool[] = [];
  const options: { [name: string]: boolean | object } = {};
  for (const [index, tool] of objectsField(body, 'tools', '').entries()) {
    const where = `tools[${index}].`;
    tools.push(...objectsField(tool, 'functionDeclarations', where).map((each, at) => parseDeclaration(each, `${where}functionDeclarations[${at}].`)));
    for (const name of own) {
      const value = field(tool, name);
      if (value !== undefined) options[name] = isObject(value) && Object.keys(value).length > 0 ? value : true;
    }
    const [other] = Object.keys(fieldsBeside(tool, ['functionDeclarations', ...own]) ?? {});
    if (other !== undefined) throw new ProviderError(`${where}${other} cannot be carried: declare functions, or use ${own.join(', ')}`, { code: 'unsupported' });
  }
  return { tools, options };
}

/** When functions are to be called. */
export function parseToolChoice(body: JsonObject): ChatRequest['toolChoice'] {
  const config = objectField(objectField(body, 'toolConfig', '') ?? {}, 'functionCallingConfig', 'toolConfig.');
  if (config === undefined) return undefined;
  const where = 'toolConfig.functionCallingConfig.';
  const [name, ...others] = textsField(config, 'allowedFunctionNames', where) ?? [];
  const mode = field(config, 'mode');
  if (mode === undefined || mode === 'MODE_UNSPECIFIED') return undefined;
  if (mode === 'NONE') return 'none';
  if (others.length > 0 || (mode !== 'ANY' && name !== undefined)) {
    throw new ProviderError(`${where}allowedFunctionNames can name one function, in mode ANY`, { code: 'unsupported' });
  }
  // VALIDATED is AUTO, held to the schema.
  if (mode === 'AUTO' || mode === 'VALIDATED') return 'auto';
  if (mode === 'ANY') return name === undefined ? 'required' : { name };
  throw invalid(`${where}mode`, 'AUTO, ANY or NONE');
}
