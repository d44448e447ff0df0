import type { ChatRequest } from '@g4f/core';
import type { WireRequest } from '../chat-wire.ts';
import { given } from '../values/given.ts';
import { isObject } from '../values/json.ts';
import { invalidField, optionalNumber, optionalText } from './fields.ts';
import { parseMessages } from './parse-messages.ts';
import { parseEffort, parseFormat, parseStop, parseStream, parseToolChoice, parseTools, refuseUnsupported } from './parse-settings.ts';

/**
 * Reads what a client of this wire asks. `developer` is `system`; results of tools are merged; an image or a file in a `data:` address
 * becomes bytes. What only tunes or books a call (`user`, `store`, penalties, `parallel_tool_calls`, …) is passed over, as is all that
 * is unknown; what would be missed in the answer (`n` over 1, audio, log probabilities, …) is refused.
 *
 * @throws ProviderError `invalid-request` that names the field, `unsupported` for what our own request cannot hold
 * @example
 * parseOpenaiChat({ model: 'm', messages: [{ role: 'developer', content: 'Be brief.' }, { role: 'user', content: 'Hi' }], stream: true });
 */
export function parseOpenaiChat(body: unknown): WireRequest {
  if (!isObject(body)) throw invalidField('the body', 'a JSON object');
  refuseUnsupported(body);
  const model = optionalText(body, 'model', 'model');
  if (model === '') throw invalidField('model', 'a text that is not empty');
  const request: ChatRequest = given({
    model,
    messages: parseMessages(body),
    tools: parseTools(body),
    toolChoice: parseToolChoice(body),
    responseFormat: parseFormat(body),
    temperature: optionalNumber(body, 'temperature'),
    topP: optionalNumber(body, 'top_p'),
    maxTokens: optionalNumber(body, 'max_completion_tokens') ?? optionalNumber(body, 'max_tokens'),
    stop: parseStop(body),
    seed: optionalNumber(body, 'seed'),
    reasoningEffort: parseEffort(body, 'reasoning_effort', 'reasoning_effort'),
  });
  return { request, ...parseStream(body) };
}
