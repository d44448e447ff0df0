import type { Engine } from './engine.ts';
import { openLane, type Lane, type LaneRoute } from './lane.ts';
import { closeRelay } from './relay.ts';

/** Milliseconds that a lane is kept for the next request: as long as undici keeps a connection. */
const keepAlive = 4_000;

/** A lane that waits for its next request. */
interface Resting {
  readonly lane: Lane;
  readonly timer: NodeJS.Timeout;
}

const open = new Set<Lane>();
const resting = new Map<string, Resting[]>();

const keyOf = (origin: string, { browser, proxy }: LaneRoute): string => [browser, proxy?.href ?? '', origin].join(' ');

/** A lane to an origin: one that rests, or a new one. */
export async function takeLane(engine: Engine, origin: string, route: LaneRoute, isFresh: boolean): Promise<Lane> {
  const kept = isFresh ? undefined : resting.get(keyOf(origin, route))?.pop();
  if (kept !== undefined) {
    clearTimeout(kept.timer);
    return kept.lane;
  }
  const lane = await openLane(engine, route);
  open.add(lane);
  return lane;
}

/** Closes a lane at once. */
export function dropLane(lane: Lane): void {
  open.delete(lane);
  lane.destroy();
}

/** Keeps a lane for the next request to its origin, if its connection may be used again. It holds no process alive. */
export function keepLane(lane: Lane, origin: string, route: LaneRoute): void {
  if (!open.has(lane)) return;
  const key = keyOf(origin, route);
  const drop = (): void => {
    const others = resting.get(key)?.filter((other) => other.lane !== lane) ?? [];
    if (others.length > 0) resting.set(key, others);
    else resting.delete(key);
    clearTimeout(timer);
    dropLane(lane);
  };
  const timer = setTimeout(drop, keepAlive).unref();
  if (lane.rest(drop)) resting.set(key, [...(resting.get(key) ?? []), { lane, timer }]);
  else drop();
}

/** Closes every lane, those in use included. */
export async function closeLanes(): Promise<void> {
  for (const { timer } of [...resting.values()].flat()) clearTimeout(timer);
  resting.clear();
  for (const lane of open) dropLane(lane);
  await closeRelay();
}
