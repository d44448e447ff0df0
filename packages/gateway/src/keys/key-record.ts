import { z } from 'zod';

const badRate = 'must be a whole number above 0, or false for no limit';
const badDollars = 'must be dollars above 0, a million at most, or false for no limit';
const rate = z.union([z.literal(false), z.int(badRate).positive(badRate)], badRate);
const dollars = z.union([z.literal(false), z.number().positive(badDollars).max(1e6, badDollars)], badDollars);
const model = z.string().min(1).max(500).regex(/^[^*]*\*?$/, 'may have one *, at its end');

/** What a key may do. */
const rights = {
  models: z.array(model).min(1, 'must name one; leave it out for all').max(200).optional(),
  isAdmin: z.boolean().optional(),
  cache: z.int().positive().max(31_536_000).optional(),
  requestsPerMinute: rate.optional(),
  tokensPerMinute: rate.optional(),
  budget: z.strictObject({ perDay: dollars.optional(), perMonth: dollars.optional() }).optional(),
  expiresAt: z.int().positive().max(8.64e15).optional(),
};

/** A key as it is kept: its hash, and never itself. */
export const keyRecord = z.strictObject({
  id: z.string().regex(/^[a-z0-9][\w.@-]{0,63}$/i, 'must be at most 64 letters, digits, ".", "_", "@" and "-"').refine((id) => id !== 'local', 'local is the id of callers without a key'),
  /** SHA-256 in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Its last four characters, to tell it from others. */
  hint: z.string().max(4),
  /** Milliseconds since 1970. */
  createdAt: z.int().nonnegative(),
  /** Who issued it, by id. */
  createdBy: z.string().max(64),
  ...rights,
});

/** A key as it is kept. Times are milliseconds since 1970. */
export type KeyRecord = z.output<typeof keyRecord>;

/** What whoever issues a key says of it. */
export const newKey = z.strictObject({ id: keyRecord.shape.id, ...rights });

/** What may become other of a key that is there; `null` takes a field away. */
export const keyChange = z.strictObject(Object.fromEntries(Object.entries(rights).map(([name, schema]) => [name, schema.nullable()])) as { readonly [K in keyof typeof rights]: z.ZodNullable<(typeof rights)[K]> });

/** Everything that a store of keys keeps, as one text. */
const document = z.strictObject({ version: z.literal(1), keys: z.array(keyRecord).max(10_000) });

/**
 * Reads the text of a store. An unknown field may be a restriction that another version made: such a text is not read.
 *
 * @throws Error that says what is wrong, never with anything that stands there
 */
export function parseKeys(text: string | undefined): readonly KeyRecord[] {
  if (text === undefined) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const read = document.safeParse(value);
  if (read.success) return read.data.keys;
  throw new Error(read.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`).join('; ').slice(0, 500));
}

/** The text of a store. */
export const keysText = (keys: readonly KeyRecord[]): string => `${JSON.stringify({ version: 1, keys }, null, 2)}\n`;
