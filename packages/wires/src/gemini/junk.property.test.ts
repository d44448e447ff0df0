import fc from 'fast-check';
import { junkOf, testJunk } from '../../test/junk.ts';
import { gemini } from '../gemini.ts';

/** Words of the wire in places where they do not belong, so that junk gets further than the first check. */
const keys = fc.constantFrom(
  'candidates', 'content', 'parts', 'text', 'thought', 'thoughtSignature', 'functionCall', 'functionResponse', 'inlineData', 'fileData', 'executableCode', 'name', 'id', 'args', 'response',
  'output', 'data', 'mimeType', 'mime_type', 'fileUri', 'finishReason', 'groundingMetadata', 'groundingChunks', 'web', 'uri', 'citationMetadata', 'citationSources', 'usageMetadata',
  'promptTokenCount', 'promptFeedback', 'blockReason', 'error', 'code', 'status', 'message', 'details', 'retryDelay', 'modelVersion', 'responseId', 'index', 'contents', 'role',
  'systemInstruction', 'system_instruction', 'tools', 'functionDeclarations', 'parameters', 'type', 'nullable', 'properties', 'items', 'googleSearch', 'toolConfig', 'functionCallingConfig',
  'mode', 'allowedFunctionNames', 'generationConfig', 'thinkingConfig', 'thinkingBudget', 'thinkingLevel', 'responseMimeType', 'responseSchema', 'safetySettings', 'model', 'stream',
);
const values = fc.constantFrom('user', 'model', 'function', 'STOP', 'SAFETY', 'MAX_TOKENS', 'toString', '__proto__', 'ANY', 'NONE', 'LOW', 'application/json', 'image/png', 'https://example.com/a', 'Zm9v', 'ZzRmOm1ldGFkYXRhOnt9', 'ZzRmOm1ldGFkYXRhOls=', '503', '2s', 0, 1, -1, 1.5, true, null, '');
const junk = junkOf(keys, values);
const part = fc.oneof(junk, fc.dictionary(keys, junk, { maxKeys: 3 }));
const event = fc.oneof(
  junk,
  fc.record({ candidates: fc.array(fc.record({ content: fc.record({ parts: fc.array(part) }), finishReason: values, groundingMetadata: junk, citationMetadata: junk }, { requiredKeys: ['content'] })), usageMetadata: junk, promptFeedback: junk, error: junk, responseId: junk, modelVersion: junk }, { requiredKeys: [] }),
);
const body = fc.oneof(
  junk,
  fc.record(
    { contents: fc.array(fc.record({ role: values, parts: fc.array(part) }, { requiredKeys: ['parts'] }), { minLength: 1 }), tools: junk, toolConfig: junk, generationConfig: fc.dictionary(keys, junk), systemInstruction: junk, safetySettings: junk, model: values, options: junk },
    { requiredKeys: ['contents'] },
  ),
);

testJunk(gemini, 'gemini', { event, body });
