import type { Caller } from '../access.ts';
import type { IssuedKey, IssuedKeys, IssuedSnapshot } from '../access/issued-keys.ts';
import { digestFromHex } from '../access/key-digest.ts';
import { limitsOf } from '../access/known-limits.ts';
import type { LimitOptions } from '../access/limit-options.ts';
import { GatewayError } from '../gateway-error.ts';
import { keysText, parseKeys, type KeyRecord } from './key-record.ts';
import type { KeyStorage } from './key-storage.ts';

/** What a {@link KeyBook} is made of. */
export interface KeyBookOptions {
  readonly storage: KeyStorage;
  /** The limits of keys that do not say otherwise. Read anew whenever keys are. @default none */
  readonly limits?: (() => LimitOptions) | undefined;
  /** Milliseconds between two looks at what others have changed. @default 1_000 */
  readonly every?: number | undefined;
  /** Told why keys cannot be read. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Keys that are issued and revoked while gateways run. For `createAccess`, as `issued`. */
export interface KeyBook extends IssuedKeys, Disposable {
  /** As they are kept, in the order in which they were issued. @throws GatewayError 503 where nobody can say */
  readonly list: () => readonly KeyRecord[];
  /**
   * Changes the keys in one step, here at once, and for every gateway that shares them within a second.
   *
   * @throws GatewayError 503 where they cannot be changed now, and what `change` throws
   */
  readonly change: (change: (keys: readonly KeyRecord[]) => readonly KeyRecord[]) => Promise<void>;
  /** Looks at once. Never throws. */
  readonly refresh: () => Promise<void>;
  /** Has the default limits be read anew. */
  readonly renew: () => void;
}

const unreadSnapshot: IssuedSnapshot = { isRead: false, keys: [] };

function issuedOf({ id, sha256, models, isAdmin = false, cache, expiresAt, ...limits }: KeyRecord, defaults: LimitOptions): readonly IssuedKey[] {
  const digest = digestFromHex(sha256);
  if (digest === undefined) return [];
  const caller: Caller = Object.freeze({ id, models: models && Object.freeze([...models]), isAdmin });
  return [{ digest, expiresAt, known: { caller, cache, limits: limitsOf(id, limits, defaults) } }];
}

/**
 * Opens the keys of a store, and follows what others change. While the store is away, what was read last holds; where it was never read,
 * or holds what cannot be read, nobody is known: {@link IssuedSnapshot.isRead}.
 *
 * @example
 * using book = await openKeyBook({ storage: createFileStorage('/var/lib/g4f/keys.json') });
 * const access = await createAccess({ keys, issued: book });
 */
export async function openKeyBook({ storage, limits = () => ({}), every = 1_000, onError }: KeyBookOptions): Promise<KeyBook> {
  let records: readonly KeyRecord[] | undefined;
  let snapshot = unreadSnapshot;
  let turn: Promise<unknown> = Promise.resolve();
  /** One look or change at a time, so that none takes an older text for a newer one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  /** What is known of the keys, with the default limits as they are now. */
  function settle(found: readonly KeyRecord[]): void {
    const defaults = limits();
    records = found;
    snapshot = { isRead: true, keys: found.flatMap((record) => issuedOf(record, defaults)) };
  }

  function leave(error: unknown): void {
    records = undefined;
    snapshot = unreadSnapshot;
    onError?.(new Error(`the keys of ${storage.name}: ${error instanceof Error ? error.message : 'they cannot be read'}`, { cause: error }));
  }

  async function look(): Promise<void> {
    try {
      const found = await storage.read();
      if (found === 'same') return;
      if (found === 'away') {
        if (records === undefined) onError?.(new Error(`the keys of ${storage.name} were never read: it is away`));
        return;
      }
      settle(parseKeys(found.text));
    } catch (error) {
      leave(error);
    }
  }

  async function write(change: (keys: readonly KeyRecord[]) => readonly KeyRecord[]): Promise<void> {
    let text: string | undefined;
    try {
      text = await storage.update((before) => keysText(change(parseKeys(before))));
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      onError?.(error);
      throw Object.assign(new GatewayError(`the keys cannot be changed now: ${storage.name}: ${error instanceof Error ? error.message : 'it refuses'}`, { status: 503 }), { cause: error });
    }
    if (text === undefined) throw new GatewayError(`the keys cannot be changed now: ${storage.name} is away`, { status: 503, retryAfter: 5_000 });
    settle(parseKeys(text));
  }

  const refresh = (): Promise<void> => inTurn(look);
  await refresh();
  const timer = setInterval(() => void refresh(), every);
  timer.unref();

  return {
    current: () => snapshot,
    list() {
      if (records === undefined) throw new GatewayError('the keys cannot be read now; the log of the gateway says why', { status: 503, retryAfter: 5_000 });
      return records;
    },
    change: (change) => inTurn(() => write(change)),
    refresh,
    renew() {
      if (records !== undefined) settle(records);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
