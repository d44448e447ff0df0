import type { Redis } from 'ioredis';
import { GatewayError } from '../gateway-error.ts';

/** Which part of a list is asked for. */
export interface PageQuery {
  /** The id that the page follows. @default the first page */
  readonly after: string | undefined;
  readonly limit: number;
  readonly isAscending: boolean;
}

/** Ids of one page. */
export interface Page {
  readonly ids: readonly string[];
  readonly hasMore: boolean;
}

const invalid = (message: string): GatewayError => new GatewayError(message, { status: 400 });

/**
 * Reads `after`, `limit` and `order` of an address.
 *
 * @throws GatewayError 400 for what is none of that
 */
export function readPageQuery(query: URLSearchParams, { limit, most }: { readonly limit: number; readonly most: number }): PageQuery {
  const asked = query.get('limit') ?? String(limit);
  const order = query.get('order') ?? 'desc';
  if (!/^\d{1,6}$/.test(asked) || Number(asked) < 1 || Number(asked) > most) throw invalid(`limit is a whole number from 1 to ${most}`);
  if (order !== 'asc' && order !== 'desc') throw invalid("order is 'asc' or 'desc'");
  return { after: query.get('after') ?? undefined, limit: Number(asked), isAscending: order === 'asc' };
}

/**
 * Reads a page of a sorted set.
 *
 * @throws GatewayError 400 where `after` is not in it
 */
export async function pageOf(redis: Redis, key: string, { after, limit, isAscending }: PageQuery): Promise<Page> {
  let start = 0;
  if (after !== undefined) {
    const rank = await (isAscending ? redis.zrank(key, after) : redis.zrevrank(key, after));
    if (rank === null) throw invalid('after names nothing in this list');
    start = rank + 1;
  }
  const ids = await (isAscending ? redis.zrange(key, start, String(start + limit)) : redis.zrevrange(key, start, start + limit));
  return { ids: ids.slice(0, limit), hasMore: ids.length > limit };
}

/** A list as OpenAI's clients page through it. */
export function listObject(data: readonly { readonly [field: string]: unknown }[], hasMore: boolean): { readonly [field: string]: unknown } {
  return { object: 'list', data, first_id: data[0]?.['id'] ?? null, last_id: data.at(-1)?.['id'] ?? null, has_more: hasMore };
}
