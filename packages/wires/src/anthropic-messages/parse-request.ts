import type { WireRequest } from '../chat-wire.ts';
import { fieldOf } from './field.ts';
import { parseMessages, parseSystem } from './parse-messages.ts';
import { parseSettings } from './parse-settings.ts';

/**
 * Reads what a client asks of `POST /v1/messages`.
 *
 * @throws ProviderError `invalid-request` that names the field, `unsupported` for what only Anthropic's own servers do
 */
export function parseAnthropicMessages(body: unknown): WireRequest {
  const request = fieldOf(body, 'the body');
  const model = request.get('model').text();
  const stream = request.get('stream');
  const system = request.get('system');
  const messages = parseMessages(request.get('messages'));
  return {
    request: { model, messages: system.isThere ? [parseSystem(system), ...messages] : messages, ...parseSettings(request) },
    isStream: stream.isThere && stream.flag(),
    wantsUsage: true,
  };
}
