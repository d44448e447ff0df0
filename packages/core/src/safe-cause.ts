/** Objects to look into before a cause counts as too large to be shown. */
const mostObjects = 100;

/**
 * Gives a cause back as it is if nothing private shows in it, at any depth; else a plain `Error` (or `AggregateError`) with its name, message,
 * code and stack struck through.
 */
export function safeCause(cause: unknown, redact: (text: string) => string): unknown {
  if (isClean(cause, redact)) return cause;
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redact(cause) : undefined;
  const options = cause.cause === undefined ? undefined : { cause: safeCause(cause.cause, redact) };
  const message = redact(cause.message);
  const copy = cause instanceof AggregateError ? new AggregateError(cause.errors.map((each) => safeCause(each, redact)), message, options) : new Error(message, options);
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? '');
  return 'code' in cause && typeof cause.code === 'string' ? Object.assign(copy, { code: redact(cause.code) }) : copy;
}

function isClean(value: unknown, redact: (text: string) => string): boolean {
  const seen = new Set<object>();
  const clean = (item: unknown): boolean => {
    if (typeof item === 'string') return redact(item) === item;
    if (typeof item !== 'object' || item === null || seen.has(item)) return true;
    if (ArrayBuffer.isView(item) || seen.size >= mostObjects) return false;
    seen.add(item);
    return Reflect.ownKeys(item).every((key) => clean(Reflect.get(item, key)));
  };
  return clean(value);
}
