import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';

/** Opens a connection to a port of this machine. Every host is taken for 127.0.0.1, so that no test can leave it. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Copies an answer to a client, at the client's pace, and destroys the client after so many bytes. */
export function pump(answer: Readable, client: Writable, bytes = Infinity): void {
  let left = bytes;
  answer.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (left <= 0) client.write(part, () => client.destroy());
    else if (!client.write(part)) answer.pause();
  });
  client.on('drain', () => answer.resume());
  answer.on('end', () => client.end()).on('error', () => client.destroy());
}

/** Joins two connections until one of them is gone, or so many bytes have gone to the client. */
export function tunnel(client: Duplex, upstream: Socket, bytes?: number): void {
  client.pipe(upstream);
  pump(upstream, client, bytes);
  upstream.on('close', () => client.destroy());
  client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
}
