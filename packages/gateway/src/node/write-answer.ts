import type { ServerResponse } from 'node:http';
import type { GatewayAnswer } from '../exchange.ts';

/** Waits until the client has taken what was written, or is gone. One that takes nothing for `stall` ms is cut off. */
function drained(response: ServerResponse, stall: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => response.destroy(), stall);
    const done = (): void => {
      clearTimeout(timer);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/** Characters that are gathered at most before they are written. */
const mostGathered = 65_536;

/**
 * Writes what comes. Text is gathered until the event loop has nothing else at hand: what was one network chunk upstream is one for the
 * client, however many pieces it came to on the way.
 */
async function writeStream(response: ServerResponse, body: AsyncIterable<string | Uint8Array>, stall: number): Promise<void> {
  let gathered = '';
  const flush = (): void => {
    if (gathered === '' || response.destroyed) return;
    response.write(gathered);
    gathered = '';
  };
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (typeof chunk !== 'string') {
      flush();
      response.write(chunk);
    } else {
      if (gathered === '') setImmediate(flush);
      gathered += chunk;
      if (gathered.length > mostGathered) flush();
    }
    if (response.writableNeedDrain) await drained(response, stall);
  }
  response.end(gathered);
  gathered = '';
}

/** Writes an answer at the client's pace. A body that streams is left when the client is gone. */
export async function writeAnswer(response: ServerResponse, { status, headers, body }: GatewayAnswer, { isHead, stall }: { readonly isHead: boolean; readonly stall: number }): Promise<void> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const length = status === 204 || status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    response.writeHead(status, { ...headers, ...length });
    response.end(isHead ? undefined : body);
    return;
  }
  response.writeHead(status, headers);
  if (isHead) {
    await body[Symbol.asyncIterator]().return?.();
    response.end();
  } else await writeStream(response, body, stall);
}
