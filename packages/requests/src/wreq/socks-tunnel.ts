import { once } from 'node:events';
import type { Socket } from 'node:net';
import { tunnelError } from './tunnel-error.ts';

const version = 5;
const methods = { none: 0, password: 2 } as const;
const connectCommand = 1;
const addressLengths: { readonly [type: number]: number } = { 1: 4, 4: 16 };
const byName = 3;
/** RFC 1928, 6. */
const replies: readonly string[] = [
  'done',
  'general failure',
  'connection not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'time to live expired',
  'command not supported',
  'address type not supported',
];

/** Asks a SOCKS5 proxy (RFC 1928, RFC 1929) for a connection. It gets the name of the host, and looks it up itself. */
export async function openSocksTunnel(href: string, host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const url = new URL(href);
  const socket = process.getBuiltinModule('node:net').connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 1080), signal });
  try {
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    await greet(socket, decodeURIComponent(url.username), decodeURIComponent(url.password));
    await ask(socket, host, port);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

async function greet(socket: Socket, user: string, password: string): Promise<void> {
  const offered = user === '' ? [methods.none] : [methods.none, methods.password];
  socket.write(Buffer.of(version, offered.length, ...offered));
  const [, method] = await take(socket, 2);
  if (method === methods.none) return;
  if (method !== methods.password || user === '') throw tunnelError('the proxy wants other credentials', 'UND_ERR_SOCKS5_AUTH_METHOD');
  socket.write(Buffer.concat([Buffer.of(1), counted(user), counted(password)]));
  const [, status] = await take(socket, 2);
  if (status !== 0) throw tunnelError('the proxy refused the credentials', 'UND_ERR_SOCKS5_AUTH_FAILED');
}

async function ask(socket: Socket, host: string, port: number): Promise<void> {
  socket.write(Buffer.concat([Buffer.of(version, connectCommand, 0, byName), counted(host), Buffer.of(port >> 8, port & 255)]));
  const [, reply = 1, , type = 0] = await take(socket, 4);
  if (reply !== 0) throw tunnelError(replies[reply] ?? `reply ${reply}`, 'UND_ERR_SOCKS5_CONNECTION_REFUSED');
  const length = type === byName ? (await take(socket, 1)).readUInt8() : (addressLengths[type] ?? 4);
  await take(socket, length + 2);
}

/** A text behind its length in one byte. */
function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 255) throw tunnelError('a name or password is too long for SOCKS', 'UND_ERR_INVALID_ARG');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

/** The next `length` bytes, and not one more: what follows belongs to the tunnel. */
async function take(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(length) as Buffer | null;
    if (bytes?.length === length) return bytes;
    if (socket.readableEnded || socket.destroyed) throw socket.errored ?? tunnelError('the proxy closed in its greeting', 'ECONNRESET');
    await news(socket);
  }
}

/** Bytes, or the end of them. */
function news(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      for (const event of ['readable', 'close']) socket.off(event, wake);
      resolve();
    };
    for (const event of ['readable', 'close']) socket.on(event, wake);
  });
}
