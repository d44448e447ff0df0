import type { AuthorRequest } from '@g4f/core';
import type { WireContext } from '../chat-wire.ts';
import type { OpenaiChatBody, OpenaiChatFormat } from './body.ts';
import type { OpenaiChatDialect } from './dialect.ts';
import { encodeMessage } from './encode-message.ts';
import { isStrictSchema } from './strict-schema.ts';

/** Stop words that OpenAI takes. */
const mostStopWords = 4;

function encodeFormat({ schema: asked, name = 'answer' }: NonNullable<AuthorRequest['responseFormat']>, { takesJsonObject = true }: OpenaiChatDialect): OpenaiChatFormat {
  if (asked === undefined && takesJsonObject) return { type: 'json_object' };
  const schema = asked ?? { type: 'object' };
  return { type: 'json_schema', json_schema: { name: name.replace(/[^\w-]/g, '_').slice(0, 64) || 'answer', schema: { ...schema }, strict: isStrictSchema(schema) } };
}

function encodeToolChoice(choice: NonNullable<AuthorRequest['toolChoice']>, { requiredToolChoice = 'required' }: OpenaiChatDialect): NonNullable<OpenaiChatBody['tool_choice']> {
  if (typeof choice === 'object') return { type: 'function', function: { name: choice.name } };
  // `any` is Mistral's word for it; OpenAI's own types do not know it.
  return choice === 'required' ? (requiredToolChoice as 'required') : choice;
}

function encodeSampling({ temperature, topP, maxTokens, seed, stop, reasoningEffort }: AuthorRequest, dialect: OpenaiChatDialect): Partial<OpenaiChatBody> {
  const { maxTokensField = 'max_tokens', seedField = 'seed', sendsStop = true } = dialect;
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { [maxTokensField]: maxTokens }),
    ...(seed !== undefined && { [seedField]: seed }),
    ...(sendsStop && stop !== undefined && stop.length > 0 && { stop: stop.slice(0, mostStopWords) }),
    ...(reasoningEffort !== undefined && { reasoning_effort: reasoningEffort }),
  };
}

/**
 * Writes what is asked as the body of a streaming chat completion. `n` is never sent: it is 1 everywhere. A file's id and the reasoning
 * of earlier turns go out only where they are this provider's own.
 *
 * @throws ProviderError `unsupported` for a part in a message that cannot hold it, or a file that this service cannot get
 * @see https://platform.openai.com/docs/api-reference/chat/create
 * @example
 * encodeOpenaiChat({ model: 'gpt-4.1-nano', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'openai' });
 */
export function encodeOpenaiChat(request: AuthorRequest, { provider }: WireContext, dialect: OpenaiChatDialect = {}): OpenaiChatBody {
  const { model, messages, tools = [], toolChoice, responseFormat } = request;
  const { sendsStreamOptions = true } = dialect;
  return {
    model,
    messages: messages.flatMap((message) => encodeMessage(message, provider, dialect)),
    stream: true,
    ...(sendsStreamOptions && { stream_options: { include_usage: true as const } }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function' as const,
        function: { name, ...(description !== undefined && { description }), parameters: { ...parameters } },
      })),
    }),
    ...(tools.length > 0 && toolChoice !== undefined && { tool_choice: encodeToolChoice(toolChoice, dialect) }),
    ...(responseFormat !== undefined && { response_format: encodeFormat(responseFormat, dialect) }),
    ...encodeSampling(request, dialect),
  };
}
