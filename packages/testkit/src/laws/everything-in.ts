import { inspect } from 'node:util';

/** Objects to look into: enough for an error and whatever a client hung on it. */
const mostObjects = 10_000;

/** All the text that can be got out of an error: what it prints, what it becomes as JSON, and every string and buffer it holds. */
export function everythingIn(error: unknown): string {
  const out = [inspect(error, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }), asJson(error)];
  const seen = new Set<unknown>();
  const queue: unknown[] = [error];
  for (let value = queue.pop(); queue.length > 0 || value !== undefined; value = queue.pop()) {
    if (typeof value === 'string') out.push(value);
    if (ArrayBuffer.isView(value)) out.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString());
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value) || seen.size > mostObjects) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) queue.push(typeof key === 'string' ? key : key.description, read(value, key));
  }
  return out.join('\n');
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

function read(object: object, key: string | symbol): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}
