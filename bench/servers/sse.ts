import { streamChunks } from '../lib/stream-chunks.ts';

/** A chat completion of 256 events on OpenAI's wire. */
const event = (delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] })}\n\n`;
const words = Array.from({ length: 254 }, (_, index) => event({ content: `word${index} ` }));
streamChunks([event({ role: 'assistant', content: '' }), ...words, event({}, 'stop'), 'data: [DONE]\n\n'], { 'content-type': 'text/event-stream' });
