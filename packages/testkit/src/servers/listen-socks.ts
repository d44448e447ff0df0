import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { loopback, type Loopback } from './loopback.ts';
import { dial, tunnel } from './tunnel.ts';

/** What a SOCKS proxy does. */
export interface SocksOptions {
  /** `user:password`, asked for by RFC 1929. @default none wanted */
  readonly credentials?: string | undefined;
  /** Answers every CONNECT with this reply code of RFC 1928, for example 2: not allowed. @default connects */
  readonly refuse?: number | undefined;
  /** Destroys a connection after so many bytes to the client. @default never */
  readonly dieAfter?: number | undefined;
}

/** One connection, as a SOCKS proxy saw it. */
export interface SocksRequest {
  /** The host as it was asked for: a name where the client left the look-up to the proxy. Empty if it never got so far. */
  readonly host: string;
  readonly port: number;
  /** The credentials were right, or none were wanted. */
  readonly authorised: boolean;
}

/** A SOCKS5 proxy on 127.0.0.1; its `url` begins with `socks5:`. */
export interface LoopbackSocks extends Loopback {
  /** Every connection so far that got past its greeting, oldest first. */
  readonly seen: readonly SocksRequest[];
}

const version = 5;
const methods = { none: 0, password: 2, unacceptable: 255 } as const;
const addressTypes = { ipv4: 1, name: 3, ipv6: 4 } as const;
const replies = { done: 0, refused: 5 } as const;

/**
 * Starts a SOCKS5 proxy (RFC 1928, CONNECT only). It takes every host for 127.0.0.1, so a target may be `http://any-name.test:${port}`.
 *
 * @example
 * await using proxy = await listenSocks({ credentials: 'me:secret' });
 */
export async function listenSocks(options: SocksOptions = {}): Promise<LoopbackSocks> {
  const seen: SocksRequest[] = [];
  const server = createServer((client) => {
    serve(client, options, seen).catch(() => client.destroy());
  });
  return { ...(await loopback(server, 'socks5')), seen };
}

async function serve(client: Socket, { credentials, refuse, dieAfter }: SocksOptions, seen: SocksRequest[]): Promise<void> {
  const [, offers = 0] = await take(client, 2);
  const offered = await take(client, offers);
  const method = credentials === undefined ? methods.none : methods.password;
  if (!offered.includes(method)) {
    seen.push({ host: '', port: 0, authorised: false });
    client.end(Buffer.of(version, methods.unacceptable));
    return;
  }
  client.write(Buffer.of(version, method));
  if (credentials !== undefined) {
    await take(client, 1);
    const authorised = `${await takeString(client)}:${await takeString(client)}` === credentials;
    const answer = Buffer.of(1, authorised ? 0 : 1);
    if (!authorised) {
      seen.push({ host: '', port: 0, authorised });
      client.end(answer);
      return;
    }
    client.write(answer);
  }
  const [, , , type = 0] = await take(client, 4);
  const host = await takeAddress(client, type);
  const port = (await take(client, 2)).readUInt16BE();
  seen.push({ host, port, authorised: true });
  const upstream = refuse === undefined ? await dial(port).catch(() => undefined) : undefined;
  const reply = Buffer.of(version, upstream ? replies.done : (refuse ?? replies.refused), 0, addressTypes.ipv4, 127, 0, 0, 1, 0, 0);
  if (upstream === undefined) {
    client.end(reply);
    return;
  }
  client.write(reply);
  tunnel(client, upstream, dieAfter);
}

async function takeAddress(client: Socket, type: number): Promise<string> {
  if (type === addressTypes.name) return takeString(client);
  const bytes = await take(client, type === addressTypes.ipv4 ? 4 : 16);
  return type === addressTypes.ipv4 ? bytes.join('.') : bytes.toString('hex').replace(/(?!^)(.{4})/g, ':$1');
}

/** A string with its length in one byte before it. */
async function takeString(client: Socket): Promise<string> {
  const [length = 0] = await take(client, 1);
  return (await take(client, length)).toString();
}

async function take(client: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes = client.read(length) as Buffer | null;
    if (bytes?.length === length) return bytes;
    if (client.readableEnded || client.destroyed) throw new Error('the client left in the middle of its greeting');
    await once(client, 'readable');
  }
}
