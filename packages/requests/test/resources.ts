import { setImmediate } from 'node:timers/promises';

/** What would keep a process alive. */
const kinds: ReadonlySet<string> = new Set(['Timeout', 'TCPSocketWrap', 'TLSWrap', 'TCPServerWrap', 'TCPConnectWrap', 'GetAddrInfoReqWrap']);

/** How many sockets, servers and timers this process has by now. */
export const resources = (): number => process.getActiveResourcesInfo().filter((name) => kinds.has(name)).length;

/** Waits until no more is left than there was; gives what is, after three seconds. A poll with a timer would find itself. */
export async function leftBeyond(before: number): Promise<number> {
  for (const start = performance.now(); resources() > before && performance.now() - start < 3_000; ) await setImmediate();
  return Math.max(resources() - before, 0);
}
