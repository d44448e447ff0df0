import { isProviderError } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

const context = { provider: 'anthropic' };

/** Words of the wire in places where they do not belong, so that junk gets further than the first check. */
const keys = fc.constantFrom('type', 'index', 'message', 'content', 'content_block', 'delta', 'usage', 'error', 'text', 'thinking', 'signature', 'input', 'id', 'name', 'model', 'messages', 'role', 'max_tokens', 'tools', 'tool_choice', 'system', 'source', 'data', 'url', 'stop_reason', 'citation', 'citations', 'tool_use_id', 'output_config', 'format', 'schema', 'stop_sequences', 'input_schema', 'mcp_servers');
const values = fc.constantFrom('message_start', 'content_block_start', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop', 'error', 'ping', 'text', 'text_delta', 'thinking', 'thinking_delta', 'signature_delta', 'redacted_thinking', 'tool_use', 'input_json_delta', 'citations_delta', 'tool_result', 'image', 'document', 'base64', 'user', 'assistant', 'system', 'adaptive', 'enabled', 'g4f:e30=', 'g4f:', 'toString', '__proto__', 0, 1, -1, 1.5, true, null);
const { junk } = fc.letrec((tie) => ({
  junk: fc.oneof({ maxDepth: 5 }, values, fc.jsonValue(), fc.array(tie('junk'), { maxLength: 3 }), fc.dictionary(keys, tie('junk'), { maxKeys: 6 })),
}));
const event = fc.oneof(junk, fc.record({ type: values, index: fc.constantFrom(0, 1, null), content_block: junk, delta: junk, message: junk, usage: junk, error: junk }, { requiredKeys: ['type'] }));
const body = fc.oneof(junk, fc.record({ model: fc.string(), max_tokens: fc.nat(), messages: fc.array(fc.record({ role: values, content: junk })), tools: junk, system: junk, thinking: junk, tool_choice: junk, output_config: junk }, { requiredKeys: ['model', 'max_tokens', 'messages'] }));

/** Runs it, and lets pass nothing but an error that says what it is. */
function survives(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(isProviderError(error), String(error)).toBe(true);
  }
}

test('whatever a service sends, a decoder gives parts or an error of ours', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(event.map((data) => JSON.stringify(data)), fc.string())), (stream) => {
      survives(() => {
        const decoder = anthropicMessages.createDecoder(context);
        for (const data of stream) decoder.push([{ data }]);
        decoder.end();
      });
    }),
    { numRuns: 1_000 },
  );
});

test('whatever comes in place of an answer, and whatever a client asks, is read or refused', () => {
  fc.assert(
    fc.property(event, body, (answer, asked) => {
      survives(() => anthropicMessages.decodeAnswer(answer, context));
      survives(() => anthropicMessages.parseRequest(asked));
    }),
    { numRuns: 1_000 },
  );
});

test('what a client asks and is let pass can be asked on', () => {
  fc.assert(
    fc.property(body, (asked) => {
      survives(() => {
        const { request } = anthropicMessages.parseRequest(asked);
        anthropicMessages.encodeRequest({ ...request, model: String(request.model) }, context);
      });
    }),
    { numRuns: 1_000 },
  );
});
