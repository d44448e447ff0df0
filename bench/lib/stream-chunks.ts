import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** Answers every request with the same chunks, as the program was told: `one-write` in a single write, `each-alone` one write a chunk. Prints its address. */
export function streamChunks(chunks: readonly string[], headers: OutgoingHttpHeaders = {}): void {
  const whole = chunks.join('');
  const isWhole = process.argv[2] === 'one-write';
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.socket?.setNoDelay(true);
    response.writeHead(200, headers);
    if (isWhole) {
      response.end(whole);
      return;
    }
    for (const chunk of chunks) {
      response.write(chunk);
      await setImmediate();
    }
    response.end();
  });
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
}
