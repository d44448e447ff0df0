import type { WireRequest } from '../chat-wire.ts';
import { invalidField, optionalBoolean, optionalNumber, optionalObject, optionalText } from '../openai-chat/fields.ts';
import { parseEffort, refuseUnsupported } from '../openai-chat/parse-settings.ts';
import { given } from '../values/given.ts';
import { isObject } from '../values/json.ts';
import { parseInput } from './parse-input.ts';
import { parseFormat, parseTools, refused } from './parse-settings.ts';

/**
 * Reads what a client of this wire asks. Instructions and `developer` are `system`; an assistant's items that follow each other are one
 * message, and so are results of tools; an image or a file in a `data:` address becomes bytes.
 *
 * Nothing is stored: `store` is passed over (an answer says `store: false`), and what refers to something stored is refused, with what to
 * send instead. Tools other than functions are refused. What only tunes or books a call (`metadata`, `user`, `truncation`,
 * `service_tier`, …) is passed over, as is all that is unknown.
 *
 * @throws ProviderError `invalid-request` that names the field, `unsupported` for what our own request cannot hold
 * @example
 * parseOpenaiResponses({ model: 'm', instructions: 'Be brief.', input: 'Hi', stream: true });
 */
export function parseOpenaiResponses(body: unknown): WireRequest {
  if (!isObject(body)) throw invalidField('the body', 'a JSON object');
  refuseUnsupported(body, refused);
  const model = optionalText(body, 'model', 'model');
  if (model === '') throw invalidField('model', 'a text that is not empty');
  const request = given({
    model,
    messages: parseInput(body),
    ...parseTools(body),
    responseFormat: parseFormat(body),
    temperature: optionalNumber(body, 'temperature'),
    topP: optionalNumber(body, 'top_p'),
    maxTokens: optionalNumber(body, 'max_output_tokens'),
    reasoningEffort: parseEffort(optionalObject(body, 'reasoning', 'reasoning') ?? {}, 'effort', 'reasoning.effort'),
  });
  return { request, isStream: optionalBoolean(body, 'stream', 'stream'), wantsUsage: true };
}
