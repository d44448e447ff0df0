import type { Part } from '@g4f/core';
import { setTimeout } from 'node:timers/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Act, Encoder, Exchange, ReceivedMessage } from './upstream.ts';

/** Pieces of an answer: text, parts, or something to wait for before the rest goes out. */
export type Chunks = readonly (string | Part | (() => Promise<unknown>))[];

/** An answer: its pieces, or a function that makes them of what was asked. */
export type Answer = Chunks | ((messages: readonly ReceivedMessage[]) => Chunks);

const chunksOf = (answer: Answer, { call }: Exchange): Chunks => (typeof answer === 'function' ? answer(call.messages) : answer);

function begin({ response, wire }: Exchange, headers?: OutgoingHttpHeaders): Encoder {
  response.writeHead(200, { ...wire.headers, ...headers }).flushHeaders();
  return wire.encoder();
}

/** The bytes of each piece, in turn. */
async function* encoded(chunks: Chunks, encoder: Encoder): AsyncGenerator<string, void, undefined> {
  for (const chunk of chunks) {
    if (typeof chunk === 'function') await chunk();
    else yield encoder.part(typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk);
  }
}

async function send(exchange: Exchange, answer: Answer, encoder: Encoder): Promise<void> {
  for await (const bytes of encoded(chunksOf(answer, exchange), encoder)) await exchange.write(bytes);
}

/** Answers, one network chunk a piece, and ends. */
export const answer = (pieces: Answer): Act => async (exchange) => {
  const encoder = begin(exchange);
  await send(exchange, pieces, encoder);
  exchange.response.end(encoder.end?.());
};

/** Answers one byte at a time, so that every character of several bytes is split; `gap` ms between them. */
export const drip = (pieces: Answer, gap = 0): Act => async (exchange) => {
  const encoder = begin(exchange);
  for await (const chunk of encoded(chunksOf(pieces, exchange), encoder)) {
    for (const byte of Buffer.from(chunk)) {
      if (gap > 0) await setTimeout(gap);
      await exchange.write(Uint8Array.of(byte));
    }
  }
  exchange.response.end(encoder.end?.());
};

/** Answers, and then neither says another word nor ends. */
export const neverEnd = (pieces: Answer): Act => async (exchange) => {
  await send(exchange, pieces, begin(exchange));
};

/** Says nothing more: before the headers, or between them and the body. */
export const stall = (at: 'headers' | 'body'): Act => (exchange) => {
  if (at === 'body') begin(exchange);
};

/** Answers in part, and drops the connection. */
export const cut = (pieces: Answer, framing: 'chunked' | 'content-length' = 'chunked'): Act => async (exchange) => {
  const encoder = begin(exchange, framing === 'content-length' ? { 'content-length': 1_000_000 } : {});
  await send(exchange, pieces, encoder);
  exchange.request.socket.destroy();
};

/** Ends a good answer that has nothing in it. */
export const empty = (): Act => answer([]);

/** Answers with a status, headers and a body of one's choice. */
export const status = (code: number, { headers = {}, body = '' }: { readonly headers?: OutgoingHttpHeaders | undefined; readonly body?: string | undefined } = {}): Act =>
  ({ response }) => {
    response.writeHead(code, headers).end(body);
  };

/** Shows a page that asks for a browser in place of an answer. */
export const challenge = (code: 200 | 403 | 503): Act =>
  status(code, {
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>',
  });

/** Answers `bytes` of text as fast as it is taken. */
export const flood = (bytes: number): Act => async (exchange) => {
  const encoder = begin(exchange);
  const block = 'flood of text, sixty-four bytes of it and never one byte more.\n\n'.repeat(1024);
  for (let left = bytes; left > 0; left -= block.length) {
    await exchange.write(encoder.part({ type: 'text', text: block.slice(0, left) }));
  }
  exchange.response.end(encoder.end?.());
};

/** Fails with a body of `bytes`, as fast as it is taken; `isEndless` leaves it open after them. */
export const floodError = (code: number, bytes: number, isEndless = false): Act => async ({ response, write }) => {
  response.writeHead(code, { 'content-type': 'text/plain' });
  const block = Buffer.alloc(65_536, 'An error went on and on. ');
  for (let left = bytes; left > 0; left -= block.length) await write(block.subarray(0, left));
  if (!isEndless) response.end();
};

/** Closes a kept-alive connection just as it is used again, without a byte; on a fresh one it plays `act`. */
export const closeReused = (act: Act): Act => (exchange) => {
  if (!exchange.call.isReused) return act(exchange);
  exchange.request.socket.destroy();
};
