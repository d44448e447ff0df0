import type { ChatRequest, Part } from '@g4f/core';
import { clientKeysHeader } from '../access/client-keys.ts';
import type { Caller } from '../access.ts';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { createMemoryCache, type CacheStore } from './cache-store.ts';
import { cacheHeader, cacheWish } from './cache-wish.ts';
import { answerText, parseAnswer } from './kept-answer.ts';
import { recorded } from './recorded.ts';
import { requestKey } from './request-key.ts';

/** What {@link createCache} may be told. */
export interface CacheOptions {
  /** Where answers are kept. @default 64 MiB of memory */
  readonly store?: CacheStore | undefined;
  /** Seconds for which answers are kept where nobody says how many. @default 3_600, or `maxSeconds` if that is less */
  readonly seconds?: number | undefined;
  /** Seconds for which an answer is kept at most, whoever asks for more. @default 86_400 */
  readonly maxSeconds?: number | undefined;
  /** Seconds for which answers to a caller are kept without being asked to: `cacheSeconds` of an access. @default only where a request asks */
  readonly always?: ((caller: Caller) => number | undefined) | undefined;
  /** Callers get answers that others have asked for. What somebody asked can then be found out by how fast an answer is. @default false */
  readonly isShared?: boolean | undefined;
  /** Characters of an answer, as JSON, beyond which it is not kept. @default 1_048_576 */
  readonly maxLength?: number | undefined;
  /** Told why a store did not answer. The request goes on as if nothing were there. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** What the cache has for a request. */
export interface Lookup {
  /** `x-g4f-cache`, and `age` of what was found. */
  readonly headers: { readonly [name: string]: string };
  /** The answer, part by part as it was first given. `undefined`: there is none. */
  readonly parts: AsyncGenerator<Part, void, undefined> | undefined;
  /** The model that gave what was found. */
  readonly model: string | undefined;
  /** Passes on an answer that was made anew, and keeps it when it is complete, with the `model` that gave it. */
  readonly record: (parts: AsyncGenerator<Part, void, undefined>, model?: () => string | undefined) => AsyncGenerator<Part, void, undefined>;
}

/** Answers that are given again to who asks the very same. */
export interface ResponseCache {
  /**
   * Looks for an answer. `undefined`: the request has nothing to do with the cache.
   *
   * @throws GatewayError 400 for a header that cannot be read, 504 where nothing is found and nothing else would do
   */
  readonly look: (caller: Caller, request: ChatRequest, asked: Pick<GatewayRequest, 'header'>) => Promise<Lookup | undefined>;
}

async function* replay(parts: readonly Part[]): AsyncGenerator<Part, void, undefined> {
  yield* parts;
}

/**
 * Makes a cache of answers: exact, for callers and requests that ask for it, each caller its own.
 *
 * A request asks by `x-g4f-cache: on` (or `ttl=600`) or by `cache-control: max-age=600`; `no-cache` has an answer made anew and kept,
 * `no-store` keeps nothing. Only complete answers are kept. The parts of an answer keep their borders: a stream that is given again has
 * the events of the first.
 *
 * @throws RangeError for numbers that make no sense
 * @example
 * const cache = createCache({ always: access.cacheSeconds });
 * const gateway = createGateway({ providers, access, cache });
 */
export function createCache(options: CacheOptions = {}): ResponseCache {
  const { store = createMemoryCache(), maxSeconds = 86_400, seconds = Math.min(3_600, maxSeconds), always, isShared = false, maxLength = 1_048_576, onError, now = () => Date.now() } = options;
  for (const [name, value] of Object.entries({ seconds, maxSeconds, maxLength })) {
    if (!Number.isSafeInteger(value) || value <= 0) throw new RangeError(`createCache: ${name} must be a whole number above 0`);
  }

  async function find(key: string): Promise<ReturnType<typeof parseAnswer>> {
    try {
      const text = await store.get(key);
      return text === undefined ? undefined : parseAnswer(text);
    } catch (error) {
      onError?.(error);
      return undefined;
    }
  }

  async function keep(key: string, text: string, kept: number): Promise<void> {
    try {
      await store.set(key, text, kept);
    } catch (error) {
      onError?.(error);
    }
  }

  return Object.freeze({
    async look(caller: Caller, request: ChatRequest, asked: Pick<GatewayRequest, 'header'>): Promise<Lookup | undefined> {
      const wish = cacheWish(asked, always?.(caller), seconds);
      // What a client's own key was used for is nobody else's, and not even that of the same caller with another key.
      if (wish === undefined || asked.header(clientKeysHeader) !== undefined) return undefined;
      const key = await requestKey(request, isShared ? '' : caller.id);
      const found = wish.canRead ? await find(key) : undefined;
      const age = found === undefined ? 0 : Math.max(0, Math.floor((now() - found.at) / 1_000));
      const isHit = found !== undefined && age <= (wish.maxAge ?? Infinity);
      if (!isHit && wish.isOnlyRead) throw new GatewayError('no answer to this is in the cache', { status: 504 });
      return {
        headers: isHit ? { [cacheHeader]: 'hit', age: String(age) } : { [cacheHeader]: 'miss' },
        parts: isHit ? replay(found.parts) : undefined,
        model: isHit ? found.model : undefined,
        record: (parts, model) => recorded(parts, maxLength, (texts) => void keep(key, answerText({ at: now(), model: model?.() }, texts), Math.min(wish.seconds, maxSeconds))),
      };
    },
  });
}
