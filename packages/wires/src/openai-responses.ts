export type {
  OpenaiResponsesBody,
  OpenaiResponsesContent,
  OpenaiResponsesFormat,
  OpenaiResponsesItem,
  OpenaiResponsesPhase,
  OpenaiResponsesReasoning,
  OpenaiResponsesTool,
} from './openai-responses/body.ts';
export { createOpenaiResponsesDecoder, decodeOpenaiResponsesAnswer } from './openai-responses/decoder.ts';
export { encodeOpenaiResponses } from './openai-responses/encode-request.ts';
export { createOpenaiResponsesEncoder, encodeOpenaiResponsesAnswer } from './openai-responses/encoder.ts';
export { openaiResponses } from './openai-responses/openai-responses.ts';
export { parseOpenaiResponses } from './openai-responses/parse-request.ts';
