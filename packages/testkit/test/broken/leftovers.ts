import { connect, type Socket } from 'node:net';
import type { Factory } from '../../src/index.ts';
import { createReference } from '../reference-provider.ts';
import { rewritten, type BrokenProviders } from './break.ts';

const sockets: Socket[] = [];
const timers: NodeJS.Timeout[] = [];
const onExit = (): void => undefined;

/** Puts an end to what the providers below have left behind. */
export function cleanUp(): void {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const timer of timers.splice(0)) clearTimeout(timer);
  while (process.listeners('exit').includes(onExit)) process.off('exit', onExit);
}

const leavesSocket: Factory = (target) => {
  const good = createReference(target);
  return {
    ...good,
    createAsyncGenerator(...call) {
      sockets.push(connect(Number(new URL(target.baseURL).port), '127.0.0.1').on('error', () => undefined));
      return good.createAsyncGenerator(...call);
    },
  };
};

export const leftovers = {
  'leaves nothing behind': {
    'leaves a timer': [
      rewritten(async function* (open) {
        timers.push(setTimeout(() => undefined, 60_000));
        yield* open();
      }),
      /left something behind that keeps the process alive: Timeout/,
    ],
    'leaves a timer where it is left': [
      rewritten(async function* (open) {
        const timer = setTimeout(() => undefined, 60_000);
        timers.push(timer);
        yield* open();
        clearTimeout(timer);
      }),
      /leaving the loop left something behind that keeps the process alive: Timeout/,
    ],
    'leaves a socket': [leavesSocket, /left something behind that keeps the process alive: TCPSocketWrap/],
    'leaves a listener on the process': [
      rewritten((open) => {
        process.on('exit', onExit);
        return open();
      }),
      /left a listener on the process/,
    ],
    'leaves a listener on the signal': [
      rewritten((open, _, init) => {
        init?.signal?.addEventListener('abort', () => undefined);
        return open();
      }),
      /left a listener on the caller's signal/,
    ],
  },
} satisfies BrokenProviders;
