import { isProviderError } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gemini } from '../gemini.ts';

const context = { provider: 'gemini' };

/** Words of the wire in places where they do not belong, so that junk gets further than the first check. */
const keys = fc.constantFrom(
  'candidates', 'content', 'parts', 'text', 'thought', 'thoughtSignature', 'functionCall', 'functionResponse', 'inlineData', 'fileData', 'executableCode', 'name', 'id', 'args', 'response',
  'output', 'data', 'mimeType', 'mime_type', 'fileUri', 'finishReason', 'groundingMetadata', 'groundingChunks', 'web', 'uri', 'citationMetadata', 'citationSources', 'usageMetadata',
  'promptTokenCount', 'promptFeedback', 'blockReason', 'error', 'code', 'status', 'message', 'details', 'retryDelay', 'modelVersion', 'responseId', 'index', 'contents', 'role',
  'systemInstruction', 'system_instruction', 'tools', 'functionDeclarations', 'parameters', 'type', 'nullable', 'properties', 'items', 'googleSearch', 'toolConfig', 'functionCallingConfig',
  'mode', 'allowedFunctionNames', 'generationConfig', 'thinkingConfig', 'thinkingBudget', 'thinkingLevel', 'responseMimeType', 'responseSchema', 'safetySettings', 'model', 'stream',
);
const values = fc.constantFrom('user', 'model', 'function', 'STOP', 'SAFETY', 'MAX_TOKENS', 'toString', '__proto__', 'ANY', 'NONE', 'LOW', 'application/json', 'image/png', 'https://example.com/a', 'Zm9v', 'ZzRmOm1ldGFkYXRhOnt9', 'ZzRmOm1ldGFkYXRhOls=', '503', '2s', 0, 1, -1, 1.5, true, null, '');
const { junk } = fc.letrec((tie) => ({
  junk: fc.oneof({ maxDepth: 5 }, values, fc.jsonValue(), fc.array(tie('junk'), { maxLength: 3 }), fc.dictionary(keys, tie('junk'), { maxKeys: 6 })),
}));
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
        const decoder = gemini.createDecoder(context);
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
      survives(() => gemini.decodeAnswer(answer, context));
      survives(() => gemini.parseRequest(asked));
    }),
    { numRuns: 1_000 },
  );
});

test('what a client asks and is let pass can be asked on', () => {
  fc.assert(
    fc.property(body, (asked) => {
      survives(() => {
        const { request } = gemini.parseRequest(asked);
        gemini.encodeRequest({ ...request, model: request.model ?? 'gemini-3.8-flash' }, context);
      });
    }),
    { numRuns: 1_000 },
  );
});
