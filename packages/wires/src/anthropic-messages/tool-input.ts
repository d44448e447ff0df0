import { isObject } from '../values/json.ts';

/**
 * The arguments of a call as the object that the wire wants. What a model wrote may be no JSON object; it goes under `INVALID_JSON`,
 * as the service's own documentation has it, so that one malformed call does not make the whole conversation unsendable.
 *
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/fine-grained-tool-streaming
 */
export function toolInput(text: string): object {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Not JSON at all.
  }
  return { INVALID_JSON: text };
}
