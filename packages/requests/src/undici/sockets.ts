import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

// Node's own modules are looked up when they are used: to import them would slow the start of every program that may send a request.
const isSocket = (value: unknown): value is Socket => value instanceof process.getBuiltinModule('node:net').Socket;

const noop = (): void => undefined;

/** Sockets that have brought an answer before. */
export const servedSockets = new WeakSet<Socket>();

let onSocket: ((socket: Socket) => void) | undefined;

/**
 * Hands over the socket that a request is written to. To be called while undici starts a request: it says which socket that is
 * right after, in the same turn and nowhere else, on its channel `undici:client:sendHeaders`.
 */
export function expectSocket(listener: (socket: Socket) => void): void {
  onSocket = listener;
  // A dispatcher without a network says nothing; what the next one says is not meant for this request.
  queueMicrotask(() => {
    if (onSocket === listener) onSocket = undefined;
  });
}

/** Starts to listen, once in a process. */
export function subscribeToSockets(): void {
  process.getBuiltinModule('node:diagnostics_channel').subscribe('undici:client:sendHeaders', (message) => {
    const listener = onSocket;
    onSocket = undefined;
    if (listener !== undefined && typeof message === 'object' && message !== null && 'socket' in message && isSocket(message.socket)) listener(message.socket);
  });
}

let opened: Socket[] | undefined;

/** Runs `dispatch` and gives the sockets that were opened for it: undici has no way to stop a connection that is being made. */
export function socketsOpenedBy(dispatch: () => void): readonly Socket[] {
  const sockets: Socket[] = [];
  opened = sockets;
  try {
    dispatch();
  } finally {
    opened = undefined;
  }
  return sockets;
}

/** The connectors of undici give their socket back; their type does not say so. */
type Connect = (...args: Parameters<buildConnector.connector>) => unknown;

/**
 * A connector whose sockets {@link socketsOpenedBy} sees. It leaves out an IP address as TLS server name, which undici gives for a
 * proxy that has one, and Node refuses.
 */
export function observed(connect: buildConnector.connector): buildConnector.connector {
  const open: Connect = connect;
  return (options, callback) => {
    const { servername = '', ...rest } = options;
    const socket = open(process.getBuiltinModule('node:net').isIP(servername) === 0 ? options : rest, callback);
    if (isSocket(socket)) opened?.push(socket);
    return socket;
  };
}

/** Destroys a socket that may have lost its listeners on the way to another owner. */
export function destroySocket(socket: Socket, reason: Error): void {
  socket.on('error', noop);
  socket.destroy(reason);
}
