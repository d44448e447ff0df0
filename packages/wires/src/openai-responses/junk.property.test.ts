import fc from 'fast-check';
import { junkOf, testJunk } from '../../test/junk.ts';
import { openaiResponses } from '../openai-responses.ts';

const keys = fc.constantFrom(
  'type', 'response', 'item', 'output_index', 'summary_index', 'content_index', 'item_id', 'delta', 'part', 'annotation', 'annotations', 'error', 'code', 'message', 'output', 'status',
  'incomplete_details', 'reason', 'usage', 'input_tokens', 'input_tokens_details', 'id', 'call_id', 'name', 'arguments', 'content', 'text', 'refusal', 'summary', 'encrypted_content', 'phase',
  'result', 'role', 'input', 'image_url', 'file_id', 'file_data', 'file_url', 'tools', 'tool_choice', 'mode', 'format', 'schema', 'reasoning', 'effort', 'include', 'parameters', 'model',
);
const values = fc.constantFrom(
  'response.created', 'response.output_item.added', 'response.output_item.done', 'response.output_text.delta', 'response.function_call_arguments.delta', 'response.reasoning_text.delta',
  'response.reasoning_summary_text.delta', 'response.output_text.annotation.added', 'response.completed', 'response.failed', 'error', 'message', 'reasoning', 'function_call', 'function_call_output',
  'image_generation_call', 'item_reference', 'output_text', 'input_text', 'input_image', 'input_file', 'refusal', 'url_citation', 'completed', 'incomplete', 'failed', 'max_output_tokens', 'user', 'assistant',
  'developer', 'system', 'function', 'allowed_tools', 'json_schema', 'high', 'commentary', 'https://example.com/a', 'data:image/png;base64,aGk=', 'aGk=', 'g4f:e30=', 'g4f:', 'toString', '__proto__', 0, 1, -1, 1.5, true, null,
);
const junk = junkOf(keys, values);
const item = fc.oneof(junk, fc.record({ type: values, id: values, role: values, content: junk, summary: junk, encrypted_content: values, call_id: values, name: values, arguments: junk, output: junk, phase: values }, { requiredKeys: ['type'] }));
const event = fc.oneof(
  junk,
  fc.record({ type: values, output_index: fc.constantFrom(0, 1, null), item, delta: values, annotation: junk, response: junk, error: junk }, { requiredKeys: ['type'] }),
  fc.record({ output: fc.array(item), status: values, usage: junk, error: junk, incomplete_details: junk }, { requiredKeys: ['output'] }),
);
const body = fc.oneof(junk, fc.record({ model: fc.string(), input: fc.oneof(fc.string(), fc.array(item, { minLength: 1 })), tools: junk, tool_choice: junk, text: junk, reasoning: junk, include: junk }, { requiredKeys: ['input'] }));

testJunk(openaiResponses, 'openai', { event, body });
