import type { KnownCaller, KnownKey } from './known-keys.ts';
import { findByDigest } from './key-digest.ts';

/** A key that was issued while the gateway ran, as access knows it. */
export interface IssuedKey extends KnownKey {
  /** Milliseconds since 1970. @default never */
  readonly expiresAt: number | undefined;
}

/** The issued keys as they are now: another object whenever one has changed. */
export interface IssuedSnapshot {
  /** `false`: nobody can say which keys there are, and whoever is not in the configuration is let in nowhere. */
  readonly isRead: boolean;
  readonly keys: readonly IssuedKey[];
}

/** Keys that may change while the gateway runs: a `KeyBook`. */
export interface IssuedKeys {
  readonly current: () => IssuedSnapshot;
}

/** Everybody who may ask. */
export interface Everybody {
  readonly keys: readonly IssuedKey[];
  readonly callers: ReadonlyMap<string, KnownCaller>;
  readonly isRead: boolean;
}

const nobody: IssuedSnapshot = { isRead: true, keys: [] };

/**
 * Gives everybody who may ask: those of the configuration, and those that were issued. The configuration wins over an issued key of the
 * same id, or the same digest. Made anew only when something has changed.
 */
export function everybodyOf(configured: readonly KnownKey[], issued: IssuedKeys | undefined): () => Everybody {
  const own = configured.map((each): IssuedKey => ({ ...each, expiresAt: undefined }));
  const ids = new Set(own.map(({ known }) => known.caller.id));
  let seen: IssuedSnapshot | undefined;
  let made: Everybody | undefined;
  return () => {
    const snapshot = issued?.current() ?? nobody;
    if (made !== undefined && snapshot === seen) return made;
    const keys = [...own, ...snapshot.keys.filter(({ digest, known }) => !ids.has(known.caller.id) && findByDigest(own, digest) === undefined)];
    seen = snapshot;
    made = { keys, callers: new Map(keys.map(({ known }) => [known.caller.id, known])), isRead: snapshot.isRead };
    return made;
  };
}
