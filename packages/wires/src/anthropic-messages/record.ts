import { isObject, type JsonObject } from '../values/json.ts';

/** The object, or an empty one for anything else: for what a service may leave out. */
export function recordOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The text, or the empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
