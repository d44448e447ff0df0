import type { Redis } from 'ioredis';
import { inTime } from './in-time.ts';
import { isAway } from './is-away.ts';
import { loadOptional } from './load-optional.ts';
import { redisUrl } from './redis-url.ts';

/** How a Redis is reached. */
export interface RedisLinkOptions {
  readonly url: string;
  /** PEM, for a certificate that no public authority has signed. */
  readonly ca: string | undefined;
  /** Milliseconds for one question. */
  readonly timeout: number;
  readonly onChange: ((isUp: boolean, error: unknown) => void) | undefined;
  /** Told what Redis refused when it was back. It is there all the same. */
  readonly onError: ((error: unknown) => void) | undefined;
}

/** A connection to Redis that may be gone for a while, without anybody waiting for it. */
export interface RedisLink {
  readonly isUp: () => boolean;
  /**
   * Asks Redis one thing. `undefined`, at once, while it is away, and after `timeout` when it goes.
   *
   * @throws what Redis refused
   */
  readonly ask: <T>(run: (client: Redis) => Promise<T>) => Promise<T | undefined>;
  /** Does something when Redis has come back: before anybody asks it again, and once more after that for what came in between. */
  readonly onReturn: (restore: (client: Redis) => Promise<void>) => void;
  readonly close: () => void;
}

/** Milliseconds between two looks at a Redis that is away. */
const lookEvery = 250;
/** Milliseconds without any answer after which a connection is given up and made anew. */
const deadAfter = 5_000;

/** The first thing that went wrong before the client was ready: of that it says only that it is closed. */
async function connect(client: Redis): Promise<unknown> {
  let reason: unknown;
  const note = (error: unknown): void => {
    reason ??= error;
  };
  client.on('error', note);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return reason ?? error;
  } finally {
    client.off('error', note);
  }
}

/**
 * Connects to Valkey or Redis. One that cannot be reached now is away, and asked for until it is there.
 *
 * @throws TypeError for a malformed address; Error where the client is not installed, or Redis refuses the password or the certificate
 */
export async function openRedisLink({ url, ca, timeout, onChange, onError }: RedisLinkOptions): Promise<RedisLink> {
  const address = redisUrl(url);
  if (ca !== undefined && !address.startsWith('rediss:')) throw new TypeError('a certificate (ca) is for an address that begins with rediss: or valkeys:');
  const ioredis = await loadOptional('ioredis', () => import('ioredis'));
  const ReplyError = ioredis.ReplyError as typeof Error;
  const away = (error: unknown): boolean => isAway(error, error instanceof ReplyError);
  const client = new ioredis.Redis(address, {
    lazyConnect: true,
    // Nothing waits for a connection, or is sent twice: whoever asks is answered from what this process knows.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: Math.max(1_000, timeout),
    socketTimeout: deadAfter,
    retryStrategy: (times) => Math.min(1_000, 50 * 2 ** Math.min(times, 10)),
    ...(ca !== undefined && { tls: { ca } }),
  });
  client.on('error', () => undefined); // each is also the failure of a command, or of a look
  const restores: ((client: Redis) => Promise<void>)[] = [];
  let isUp = false;
  let isClosed = false;
  let isLooking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reason = await connect(client);
  if (reason !== undefined && !away(reason)) {
    client.disconnect();
    throw new Error(`Redis refuses this gateway: ${reason instanceof Error ? reason.message : 'for no reason'}`, { cause: reason });
  }

  const restoreAll = async (): Promise<void> => {
    for (const restore of restores) {
      try {
        await restore(client);
      } catch (error) {
        if (away(error)) throw error;
        onError?.(error);
      }
    }
  };

  function lookSoon(): void {
    if (isClosed || isUp) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), lookEvery);
    timer.unref();
  }

  function leave(error: unknown): void {
    if (isUp) {
      isUp = false;
      onChange?.(false, error);
    }
    lookSoon();
  }

  async function look(): Promise<void> {
    if (isLooking || isUp || isClosed) return;
    isLooking = true;
    try {
      await inTime(client.ping(), timeout);
      await restoreAll();
      isUp = true;
      onChange?.(true, undefined);
      await restoreAll();
    } catch (error) {
      leave(error);
    } finally {
      isLooking = false;
      lookSoon();
    }
  }

  isUp = reason === undefined;
  if (reason !== undefined) onChange?.(false, reason);
  lookSoon();
  client.on('ready', () => void look());
  client.on('close', () => {
    leave(new Error('the connection to Redis was closed'));
  });

  return Object.freeze({
    isUp: () => isUp,
    async ask<T>(run: (client: Redis) => Promise<T>): Promise<T | undefined> {
      if (!isUp) return undefined;
      try {
        return await inTime(run(client), timeout);
      } catch (error) {
        if (!away(error)) throw error;
        leave(error);
        return undefined;
      }
    },
    onReturn(restore: (client: Redis) => Promise<void>) {
      restores.push(restore);
    },
    close() {
      isClosed = true;
      isUp = false;
      clearTimeout(timer);
      client.disconnect();
    },
  });
}
