import type { Load } from './load.ts';

const system = 'You are a helpful assistant.';
const user = { role: 'user', content: 'Tell me about the town of Bern, in a few words. '.repeat(4) };

/** A request on a wire, without the model's name. */
type Ask = Pick<Load, 'path' | 'check'> & { readonly body: (model: string) => string };

/** A chat completion in one piece. */
export const wholeAsk: Ask = {
  path: '/v1/chat/completions',
  body: (model) => JSON.stringify({ model, messages: [{ role: 'system', content: system }, user], temperature: 0.5 }),
  check: (text) => text.includes('"usage"'),
};

/** A chat completion as events. */
export const streamAsk: Ask = {
  path: '/v1/chat/completions',
  body: (model) => JSON.stringify({ model, messages: [{ role: 'system', content: system }, user], stream: true, stream_options: { include_usage: true } }),
  check: (text) => text.endsWith('data: [DONE]\n\n'),
};

/** The same on Anthropic's wire. */
export const messagesAsk: Ask = {
  path: '/v1/messages',
  body: (model) => JSON.stringify({ model, max_tokens: 999, stream: true, system, messages: [user] }),
  check: (text) => text.includes('message_stop'),
};
