import { ProviderError, type ToolCallContent, type ToolResultContent } from '@g4f/core';
import type { JsonObject } from '../values/json.ts';
import { field, objectField, requiredText, textField } from './fields.ts';
import { readSignature } from './signature.ts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a function answered, whose output or error may stand under a name of its own. */
function resultOf(response: JsonObject): Pick<ToolResultContent, 'content' | 'isError'> {
  const [key, ...others] = Object.keys(response);
  if (others.length === 0 && key === 'output') return { content: asText(response[key]) };
  if (others.length === 0 && key === 'error') return { content: asText(response[key]), isError: true };
  return { content: JSON.stringify(response) };
}

/**
 * Reads the function calls of a conversation and their responses. A client may leave ids out: then a response is for the first call of
 * that name that still waits for one.
 */
export function createCallParser() {
  const taken = new Set<string>();
  const waiting: { readonly id: string; readonly name: string }[] = [];
  let count = 0;

  function freshId(): string {
    let id: string;
    do id = `call_${count++}`;
    while (taken.has(id));
    return id;
  }

  return {
    call(call: JsonObject, thoughtSignature: string | undefined, where: string): ToolCallContent {
      const name = requiredText(call, 'name', where);
      const id = textField(call, 'id', where) ?? freshId();
      taken.add(id);
      waiting.push({ id, name });
      return { type: 'tool-call', id, name, arguments: JSON.stringify(objectField(call, 'args', where) ?? {}), ...readSignature(thoughtSignature) };
    },
    response(response: JsonObject, where: string): ToolResultContent {
      const name = textField(response, 'name', where);
      const asked = textField(response, 'id', where);
      const at = waiting.findIndex((call) => (asked === undefined ? call.name === name : call.id === asked));
      const [call] = at === -1 ? [] : waiting.splice(at, 1);
      if (call === undefined) throw new ProviderError(`${where}${asked === undefined ? 'name' : 'id'} is of no function call before it`, { code: 'invalid-request' });
      if (field(response, 'parts') !== undefined) throw new ProviderError(`${where}parts cannot be carried: give the output as text`, { code: 'unsupported' });
      return { type: 'tool-result', id: call.id, ...resultOf(objectField(response, 'response', where) ?? {}) };
    },
  };
}
