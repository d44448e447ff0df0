import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** Numbers and booleans may come from the environment, where everything is text. */
const fromText = (value: unknown): unknown => {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
};

/** A number that the environment may give. */
export const number = <S extends z.ZodNumber>(schema: S) => z.preprocess(fromText, schema);

/** A yes or no that the environment may give. */
export const yesNo = () => z.preprocess(fromText, z.boolean());

const toMilliseconds = (value: unknown): unknown => {
  const [, amount, unit] = pattern.exec(typeof value === 'string' ? value : '') ?? [];
  return amount === undefined ? fromText(value) : Number(amount) * units[unit as keyof typeof units];
};

/** What JSON schemas say of a length of time, beside a number of milliseconds. */
export const durationPattern = pattern.source;

const duration = z.number({ error: 'must be milliseconds, or a time such as 500ms, 30s, 5m, 1h' }).nonnegative().meta({ format: 'duration-ms' });

/** A length of time in milliseconds, or with a unit: `500ms`, `30s`, `5m`, `1h`. */
export const time = () => z.preprocess(toMilliseconds, duration);

/** The same, or `false` for no limit. */
export const timeOrNone = () => z.preprocess(toMilliseconds, z.union([z.literal(false), duration.positive('must be over 0, or false for no limit')], { error: 'must be milliseconds, a time such as 30s or 5m, or false for no limit' }));

/** A text that is not empty. */
export const text = () => z.string().min(1, 'must not be empty');

/** One text, or several. */
export const texts = () => z.union([text(), z.array(text())], { error: 'must be a text, or a list of texts' });
