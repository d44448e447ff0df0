import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** Answers every request with a chat completion of 256 events on OpenAI's wire: `one-write` in a single write, `each-alone` one write an event. */
const event = (delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] })}\n\n`;
const events = [event({ role: 'assistant', content: '' }), ...Array.from({ length: 254 }, (_, index) => event({ content: `word${index} ` })), event({}, 'stop')];
const end = 'data: [DONE]\n\n';
const whole = events.join('') + end;
const isWhole = process.argv[2] === 'one-write';

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.socket?.setNoDelay(true);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (isWhole) {
    response.end(whole);
    return;
  }
  for (const each of events) {
    response.write(each);
    await setImmediate();
  }
  response.end(end);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
