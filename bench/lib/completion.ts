/** The text of a streamed answer, a word an event: with what stands around them they make 256 events and the mark at the end. */
export const words: readonly string[] = Array.from({ length: 253 }, (_, index) => `word${index} `);

const event = (fields: object): string => `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm', ...fields })}\n\n`;
/** One event of a stream. */
export const delta = (content: object, reason: string | null = null): string => event({ choices: [{ index: 0, delta: content, logprobs: null, finish_reason: reason }] });
const usage = { prompt_tokens: 60, completion_tokens: words.length, total_tokens: 60 + words.length };

/** A chat completion on OpenAI's wire, as events. */
export const events: readonly string[] = [delta({ role: 'assistant', content: '' }), ...words.map((content) => delta({ content })), delta({}, 'stop'), event({ choices: [], usage }), 'data: [DONE]\n\n'];

/** The same in one piece, with a text that is a little shorter. */
export const whole: string = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: words.slice(0, 200).join(''), refusal: null }, logprobs: null, finish_reason: 'stop' }],
  usage,
});
