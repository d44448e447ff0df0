import { useAdminKey } from './admin-key.ts';
import { requestJson, type RequestOptions } from './request.ts';

/** How far back one looks. */
export const windows = ['15m', '1h', '24h', '7d'] as const;
/** How far back one looks. */
export type WindowName = (typeof windows)[number];

/** Milliseconds; `null` where nothing was measured. */
export interface Percentiles<T = number | null> {
  readonly p50: T;
  readonly p95: T;
  readonly p99: T;
}

/** What is counted; `T` is a number, or one for each step of time. */
export interface Counts<T = number> {
  readonly requests: T;
  readonly failed: T;
  readonly aborted: T;
  readonly hits: T;
  readonly inputTokens: T;
  readonly outputTokens: T;
  /** USD. */
  readonly cost: T;
  readonly errors: { readonly [code: string]: T };
}

/** A stretch of time in numbers. */
export interface Summary extends Counts {
  readonly latency: Percentiles;
  readonly first: Percentiles;
}

/** The same, for each step of time. */
export interface Series extends Counts<readonly number[]> {
  /** When each step begins, milliseconds since 1970. */
  readonly time: readonly number[];
  readonly latency: Percentiles<readonly (number | null)[]>;
  readonly first: Percentiles<readonly (number | null)[]>;
}

/** The circuit of one model. */
export interface Breaker {
  readonly model: string;
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly openUntil?: number;
}

/** Numbers of the gateway, as `GET /admin/stats` gives them. */
export interface Stats {
  readonly at: number;
  /** Milliseconds of a step. */
  readonly step: number;
  readonly inFlight: number;
  readonly series: Series;
  readonly total: Summary;
  readonly providers: readonly (Summary & { readonly id: string; readonly breakers: readonly Breaker[] })[];
  readonly keys: readonly (Summary & { readonly id: string })[];
  readonly scope: { readonly of: 'process' | 'host'; readonly processes: number; readonly since: number; readonly shared?: 'up' | 'away' };
}

/** How far a limit is used up. */
export interface KeyLimit {
  readonly unit: 'requests' | 'tokens' | 'budget';
  readonly period: 'minute' | 'day' | 'month';
  readonly limit: number;
  readonly used: number | null;
}

/** What may be said of a key. `false` is no limit, where the defaults have one. */
export interface KeyRights {
  readonly models?: readonly string[];
  readonly isAdmin?: boolean;
  readonly requestsPerMinute?: number | false;
  readonly tokensPerMinute?: number | false;
  readonly budget?: { readonly perDay?: number | false; readonly perMonth?: number | false };
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** A key, as `GET /admin/keys` lists it. */
export interface ListedKey extends Pick<KeyRights, 'models' | 'expiresAt'> {
  readonly id: string;
  readonly source: 'config' | 'issued';
  readonly isAdmin: boolean;
  readonly limits: readonly KeyLimit[];
  readonly own?: Pick<KeyRights, 'requestsPerMinute' | 'tokensPerMinute' | 'budget'>;
  /** Its last characters. */
  readonly hint?: string;
  readonly createdAt?: number;
  readonly isExpired: boolean;
  readonly isShadowed: boolean;
}

/** All keys, and whether the gateway asks for any. */
export interface KeyList {
  readonly hasKeys: boolean;
  readonly data: readonly ListedKey[];
}

const asAdmin = <T>(path: string, options: RequestOptions = {}): Promise<T> => requestJson<T>(path, { ...options, key: useAdminKey.getState().key });
const pathOf = (id: string): string => `/admin/keys/${encodeURIComponent(id)}`;

/** Numbers over time. @param of `all`, `provider:` and an id, or `key:` and an id */
export const getStats = (window: WindowName, of: string, signal?: AbortSignal): Promise<Stats> => asAdmin(`/admin/stats?${new URLSearchParams({ window, of }).toString()}`, { signal });

export const listKeys = (signal?: AbortSignal): Promise<KeyList> => asAdmin('/admin/keys', { signal });

/** Issues a key, which is in the answer and nowhere else. */
export const createKey = (asked: KeyRights & { readonly id: string }): Promise<ListedKey & { readonly key: string }> => asAdmin('/admin/keys', { body: asked });

/** Changes a key; what is `null` falls away. */
export const changeKey = (id: string, change: { readonly [K in keyof KeyRights]?: KeyRights[K] | null }): Promise<ListedKey> => asAdmin(pathOf(id), { method: 'PATCH', body: change });

export const revokeKey = (id: string): Promise<object> => asAdmin(pathOf(id), { method: 'DELETE' });
