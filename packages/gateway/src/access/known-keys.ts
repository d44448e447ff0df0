import type { Caller } from '../access.ts';
import { digestFromHex, digestOf, findByDigest, type Digest } from './key-digest.ts';
import { checkFields, checkLimits, limitFields, limitsOf, type KnownLimit } from './known-limits.ts';
import type { KeyOptions, LimitOptions } from './limit-options.ts';

/** A caller with all that is known of it. */
export interface KnownCaller {
  readonly caller: Caller;
  readonly limits: readonly KnownLimit[];
  /** Seconds; `undefined` where only a request may ask for it. */
  readonly cache: number | undefined;
}

/** A key by its hash. */
export interface KnownKey {
  readonly digest: Digest;
  readonly known: KnownCaller;
}

const fields: readonly string[] = ['id', 'key', 'sha256', 'models', 'isAdmin', 'cache', ...limitFields];
const idPattern = /^[a-z0-9][\w.@-]{0,63}$/i;
const keyPattern = /^[\u0021-\u007e]{16,512}$/;
const cure = 'make one with: openssl rand -hex 32';

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const listOf = (value: string | readonly string[] | undefined): unknown => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

function checkOptions(where: string, options: KeyOptions): void {
  checkFields(where, options, fields);
  const { id, models, isAdmin, cache } = options;
  if (typeof id !== 'string' || !idPattern.test(id)) throw new TypeError(`${where}: id must be a name of at most 64 letters, digits, ".", "_", "@" and "-"`);
  if (id === 'local') throw new TypeError(`${where}: the id local is that of callers without a key`);
  if (models !== undefined && !isTexts(models)) throw new TypeError(`${where}: models must be a list of names`);
  if (models?.some((model) => model === '' || model.slice(0, -1).includes('*'))) throw new TypeError(`${where}: a name in models may have one *, at its end`);
  if (isAdmin !== undefined && typeof isAdmin !== 'boolean') throw new TypeError(`${where}: isAdmin must be true or false`);
  if (cache !== undefined && !(Number.isSafeInteger(cache) && cache > 0)) throw new RangeError(`${where}: cache must be a whole number of seconds above 0`);
  checkLimits(where, options);
}

async function digestsOf(where: string, { id, key, sha256 }: KeyOptions): Promise<readonly Digest[]> {
  const keys = listOf(key);
  const hashes = listOf(sha256);
  if (!isTexts(keys) || !isTexts(hashes)) throw new TypeError(`${where}: key and sha256 must be texts`);
  if (keys.length + hashes.length === 0) throw new TypeError(`${where}: give key, or its hash as sha256; ${cure}`);
  if (keys.includes('')) throw new TypeError(`${where}: the key is empty; is the environment variable set that it comes from?`);
  if (!keys.every((each) => keyPattern.test(each))) throw new TypeError(`${where}: a key must have 16 to 512 visible ASCII characters; ${cure}`);
  if (keys.some((each) => id.includes(each))) throw new TypeError(`${where}: the id must not hold the key: it is written to logs`);
  const known = hashes.map((hash) => {
    const digest = digestFromHex(hash);
    if (digest === undefined) throw new TypeError(`${where}: sha256 must be 64 hexadecimal digits; printf %s "$KEY" | sha256sum prints them`);
    return digest;
  });
  return [...known, ...(await Promise.all(keys.map(digestOf)))];
}

/**
 * Checks the keys of a configuration and hashes them.
 *
 * @throws TypeError or RangeError that says which one is wrong; never with a key in it
 */
export async function knownKeys(keys: readonly KeyOptions[], defaults: LimitOptions): Promise<readonly KnownKey[]> {
  if (!Array.isArray(keys)) throw new TypeError('createAccess: keys must be a list');
  const known: KnownKey[] = [];
  const ids = new Set<string>();
  for (const [index, options] of (keys as readonly KeyOptions[]).entries()) {
    const where = `createAccess: keys[${index}]`;
    checkOptions(where, options);
    const { id, models, isAdmin = false, cache } = options;
    if (ids.has(id)) throw new TypeError(`${where}: the id ${id} is there twice; one caller may have several keys, as a list`);
    ids.add(id);
    const caller: Caller = Object.freeze({ id, models: models && Object.freeze([...models]), isAdmin });
    const one: KnownCaller = { caller, cache, limits: limitsOf(id, options, defaults) };
    for (const digest of await digestsOf(where, options)) {
      const other = findByDigest(known, digest);
      if (other !== undefined) throw new TypeError(`${where}: its key is also that of ${other.known.caller.id}`);
      known.push({ digest, known: one });
    }
  }
  return known;
}
