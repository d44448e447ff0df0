import fc from 'fast-check';
import { junkOf, testJunk } from '../../test/junk.ts';
import { anthropicMessages } from '../anthropic-messages.ts';

/** Words of the wire in places where they do not belong, so that junk gets further than the first check. */
const keys = fc.constantFrom('type', 'index', 'message', 'content', 'content_block', 'delta', 'usage', 'error', 'text', 'thinking', 'signature', 'input', 'id', 'name', 'model', 'messages', 'role', 'max_tokens', 'tools', 'tool_choice', 'system', 'source', 'data', 'url', 'stop_reason', 'citation', 'citations', 'tool_use_id', 'output_config', 'format', 'schema', 'stop_sequences', 'input_schema', 'mcp_servers');
const values = fc.constantFrom('message_start', 'content_block_start', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop', 'error', 'ping', 'text', 'text_delta', 'thinking', 'thinking_delta', 'signature_delta', 'redacted_thinking', 'tool_use', 'input_json_delta', 'citations_delta', 'tool_result', 'image', 'document', 'base64', 'user', 'assistant', 'system', 'adaptive', 'enabled', 'g4f:e30=', 'g4f:', 'toString', '__proto__', 0, 1, -1, 1.5, true, null);
const junk = junkOf(keys, values);
const event = fc.oneof(junk, fc.record({ type: values, index: fc.constantFrom(0, 1, null), content_block: junk, delta: junk, message: junk, usage: junk, error: junk }, { requiredKeys: ['type'] }));
const body = fc.oneof(junk, fc.record({ model: fc.string(), max_tokens: fc.nat(), messages: fc.array(fc.record({ role: values, content: junk })), tools: junk, system: junk, thinking: junk, tool_choice: junk, output_config: junk }, { requiredKeys: ['model', 'max_tokens', 'messages'] }));

testJunk(anthropicMessages, 'anthropic', { event, body });
