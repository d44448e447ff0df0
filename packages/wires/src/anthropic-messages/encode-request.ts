import { ProviderError, type AuthorRequest, type WarningPart } from '@g4f/core';
import type { WireContext } from '../chat-wire.ts';
import { isObject } from '../values/json.ts';
import { encodeMessages } from './encode-messages.ts';
import { modelTraits } from './model-traits.ts';
import type { AnthropicMessagesOptions } from './options.ts';
import { settleSettings } from './settle-settings.ts';

/**
 * The options of a request under the provider's own id. They are typed under `anthropic`; another id has the same.
 *
 * @example
 * anthropicMessagesOptions({ model: 'claude-opus-5-5', messages, options: { anthropic: { effort: 'max' } } }, { provider: 'anthropic' }).effort; // 'max'
 */
export function anthropicMessagesOptions({ options = {} }: AuthorRequest, { provider }: WireContext): AnthropicMessagesOptions {
  const own: unknown = Object.entries(options).find(([id]) => id === provider)?.[1];
  return isObject(own) ? own : {};
}

/** An answer is held to JSON by a schema alone. */
function outputFormat({ responseFormat }: AuthorRequest): object | undefined {
  if (responseFormat === undefined) return undefined;
  const { schema, name } = responseFormat;
  if (schema === undefined) throw new ProviderError('this wire holds an answer to JSON by a schema: give responseFormat.schema', { code: 'unsupported' });
  return { type: 'json_schema', schema: { ...(name !== undefined && { title: name }), ...schema } };
}

/**
 * Writes a request for `POST /v1/messages`. `max_tokens`, which the wire wants, is the most that the model can write where the caller
 * says nothing; 4096 for a model that is not Anthropic's.
 *
 * @throws ProviderError `unsupported` for what the wire cannot carry, `invalid-request` where nothing is said
 * @see https://platform.claude.com/docs/en/api/messages/create
 */
export function encodeAnthropicMessages(request: AuthorRequest, context: WireContext): object {
  const { model, messages, tools, stop } = request;
  const options = anthropicMessagesOptions(request, context);
  const { effort, ...fields } = settleSettings(request, options).fields;
  const format = outputFormat(request);
  const hasTools = tools !== undefined && tools.length > 0;
  // The wire refuses a stop word that is blank; core holds an answer to each of them anyway.
  const stops = (stop ?? []).filter((word) => word.trim() !== '');
  return {
    model,
    ...fields,
    ...encodeMessages(messages, context.provider, modelTraits(model).takesLateSystem),
    ...(hasTools && { tools: tools.map(({ name, description, parameters }) => ({ name, ...(description !== undefined && { description }), input_schema: { type: 'object', ...parameters } })) }),
    ...(stops.length > 0 && { stop_sequences: stops }),
    ...((effort !== undefined || format !== undefined) && { output_config: { ...(effort !== undefined && { effort }), ...(format !== undefined && { format }) } }),
    ...(options.cacheControl !== undefined && { cache_control: { type: 'ephemeral', ttl: options.cacheControl } }),
    ...(options.userId !== undefined && { metadata: { user_id: options.userId } }),
    stream: true,
  };
}

/**
 * What the wire, or the model that is asked, does not take of a request's settings: for a provider to yield before its answer.
 *
 * @example
 * anthropicMessagesWarnings({ model: 'claude-opus-5-5', messages, temperature: 0.2 }, { provider: 'anthropic' }); // [{ type: 'warning', setting: 'temperature', … }]
 */
export function anthropicMessagesWarnings(request: AuthorRequest, context: WireContext): readonly WarningPart[] {
  return settleSettings(request, anthropicMessagesOptions(request, context)).warnings;
}
