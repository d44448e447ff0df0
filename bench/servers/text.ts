import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** 256 chunks of bare text, as the program was told: `one-write` in a single write, `each-alone` one write a chunk. */
const chunks = Array.from({ length: 256 }, (_, index) => `слово${index} `);
const inOneWrite = chunks.join('');
const isInOneWrite = process.argv[2] === 'one-write';

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.socket?.setNoDelay(true);
  response.writeHead(200);
  if (isInOneWrite) {
    response.end(inOneWrite);
    return;
  }
  for (const chunk of chunks) {
    response.write(chunk);
    await setImmediate();
  }
  response.end();
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
