import { perDollar, type KnownLimit } from '../access/known-limits.ts';
import type { KnownCaller } from '../access/known-keys.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { Counts } from '../shared/counts.ts';

/** How far a limit is used up. Of a budget, USD. */
interface LimitView {
  readonly unit: KnownLimit['unit'];
  readonly period: KnownLimit['period'];
  readonly limit: number;
  /** `null`: nobody can say now. */
  readonly used: number | null;
  /** When it begins anew, milliseconds since 1970. */
  readonly endsAt: number | null;
}

async function limitView(limit: KnownLimit, counts: Counts): Promise<LimitView> {
  const scale = limit.unit === 'budget' ? perDollar : 1;
  // Taking nothing says how it stands.
  const count = await counts.take(limit, 0).catch(() => undefined);
  return { unit: limit.unit, period: limit.period, limit: limit.limit / scale, used: count === undefined ? null : count.used / scale, endsAt: count?.endsAt ?? null };
}

/** What is told of a key: never its hash. Times are milliseconds since 1970. */
export interface KeyView {
  readonly id: string;
  /** Where it comes from: one of the configuration is changed there, and nowhere else. */
  readonly source: 'config' | 'issued';
  readonly isAdmin: boolean;
  readonly models: readonly string[] | undefined;
  readonly cache: number | undefined;
  /** What holds for it: its own limits, and for the rest the defaults. */
  readonly limits: readonly LimitView[];
  /** What an issued key says itself, as a change takes it. */
  readonly own: Pick<KeyRecord, 'requestsPerMinute' | 'tokensPerMinute' | 'budget'> | undefined;
  readonly hint: string | undefined;
  readonly createdAt: number | undefined;
  readonly createdBy: string | undefined;
  readonly expiresAt: number | undefined;
  readonly isExpired: boolean;
  /** The configuration has a key of this id, which wins: this one is let in nowhere. */
  readonly isShadowed: boolean;
}

/** What is told of a key of the configuration. */
export async function configView({ caller: { id, isAdmin, models }, cache, limits }: KnownCaller, counts: Counts): Promise<KeyView> {
  const views = await Promise.all(limits.map((limit) => limitView(limit, counts)));
  return { id, source: 'config', isAdmin, models, cache, limits: views, own: undefined, hint: undefined, createdAt: undefined, createdBy: undefined, expiresAt: undefined, isExpired: false, isShadowed: false };
}

/** What is told of a key that was issued. `known`: what access knows of it, where it does. */
export async function issuedView(record: KeyRecord, known: KnownCaller | undefined, counts: Counts, now: number): Promise<KeyView> {
  const { id, isAdmin = false, models, cache, hint, createdAt, createdBy, expiresAt, requestsPerMinute, tokensPerMinute, budget } = record;
  return {
    id,
    source: 'issued',
    isAdmin,
    models,
    cache,
    limits: await Promise.all((known?.limits ?? []).map((limit) => limitView(limit, counts))),
    own: { requestsPerMinute, tokensPerMinute, budget },
    hint,
    createdAt,
    createdBy,
    expiresAt,
    isExpired: expiresAt !== undefined && expiresAt <= now,
    isShadowed: known === undefined,
  };
}
