import type { AuthorRequest } from '@g4f/core';
import type { WireContext } from '../chat-wire.ts';
import { isStrictSchema } from '../openai-chat/strict-schema.ts';
import type { OpenaiResponsesBody, OpenaiResponsesFormat } from './body.ts';
import { encodeItems } from './encode-items.ts';

function encodeFormat({ schema, name = 'answer' }: NonNullable<AuthorRequest['responseFormat']>): OpenaiResponsesFormat {
  if (schema === undefined) return { type: 'json_object' };
  return { type: 'json_schema', name: name.replace(/[^\w-]/g, '_').slice(0, 64) || 'answer', schema: { ...schema }, strict: isStrictSchema(schema) };
}

function encodeToolChoice(choice: NonNullable<AuthorRequest['toolChoice']>): NonNullable<OpenaiResponsesBody['tool_choice']> {
  return typeof choice === 'object' ? { type: 'function', name: choice.name } : choice;
}

/**
 * Writes what is asked as the body of a streaming response. The wire has no stop words and no seed. Nothing is stored at the service: a
 * file's id and the reasoning of earlier turns go out with each request, where they are this provider's own.
 *
 * Summaries of reasoning have to be asked for, and not every account may: spread the body and add `reasoning.summary`.
 *
 * @throws ProviderError `unsupported` for a part in a message that cannot hold it
 * @see https://platform.openai.com/docs/api-reference/responses/create
 * @example
 * encodeOpenaiResponses({ model: 'gpt-4.1-nano', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'openai' });
 */
export function encodeOpenaiResponses(request: AuthorRequest, { provider }: WireContext): OpenaiResponsesBody {
  const { model, messages, tools = [], toolChoice, responseFormat, temperature, topP, maxTokens, reasoningEffort } = request;
  return {
    model,
    input: messages.flatMap((message) => encodeItems(message, provider)),
    stream: true,
    store: false,
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function' as const,
        name,
        ...(description !== undefined && { description }),
        parameters: { ...parameters },
        strict: false,
      })),
    }),
    ...(tools.length > 0 && toolChoice !== undefined && { tool_choice: encodeToolChoice(toolChoice) }),
    ...(responseFormat !== undefined && { text: { format: encodeFormat(responseFormat) } }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { max_output_tokens: maxTokens }),
    ...(reasoningEffort !== undefined && { reasoning: { effort: reasoningEffort } }),
  };
}
