import { LRUCache } from 'lru-cache';

/** Where cached answers are kept, as text. */
export interface CacheStore {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, text: string, seconds: number) => Promise<void>;
}

/** Bytes of an entry besides its text. */
const overhead = 200;

/**
 * Keeps answers in this process, those asked for longest ago making room.
 *
 * @param maxBytes of all together
 * @throws RangeError for a size that makes no sense
 */
export function createMemoryCache(maxBytes = 67_108_864): CacheStore {
  if (!Number.isSafeInteger(maxBytes) || maxBytes <= 0) throw new RangeError('createMemoryCache: maxBytes must be a whole number above 0');
  const texts = new LRUCache<string, string>({ maxSize: maxBytes, sizeCalculation: (text, key) => 2 * (text.length + key.length) + overhead });
  return {
    get: (key) => Promise.resolve(texts.get(key)),
    set(key, text, seconds) {
      texts.set(key, text, { ttl: seconds * 1_000 });
      return Promise.resolve();
    },
  };
}
