import { ProviderError } from '@g4f/core';
import { isObject, type JsonObject } from '../values/json.ts';

/** A mistake of the client's, which names its field. */
export function invalid(where: string, must: string): ProviderError {
  return new ProviderError(`${where} must be ${must}`, { code: 'invalid-request' });
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A field under its name or, as Google's JSON allows, under the name in snake case; `null` is as if it were not there. */
export function field(object: JsonObject, name: string): unknown {
  return object[name] ?? object[snake(name)] ?? undefined;
}

/** The fields that no name of these stands for. */
export function fieldsBeside(object: JsonObject, names: readonly string[]): JsonObject | undefined {
  const known = new Set(names.flatMap((name) => [name, snake(name)]));
  const rest = Object.entries(object).filter(([name, value]) => !known.has(name) && value !== undefined && value !== null);
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** A field that is a text, if it is there. */
export function textField(object: JsonObject, name: string, where: string): string | undefined {
  const value = field(object, name);
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`${where}${name}`, 'a text');
}

/** A field that is a text. */
export function requiredText(object: JsonObject, name: string, where: string): string {
  const value = field(object, name);
  if (typeof value === 'string') return value;
  throw invalid(`${where}${name}`, 'a text');
}

/** A field that is a number, if it is there. */
export function numberField(object: JsonObject, name: string, where: string): number | undefined {
  const value = field(object, name);
  if (value === undefined || typeof value === 'number') return value;
  throw invalid(`${where}${name}`, 'a number');
}

/** A field that is an object, if it is there. */
export function objectField(object: JsonObject, name: string, where: string): JsonObject | undefined {
  const value = field(object, name);
  if (value === undefined || isObject(value)) return value;
  throw invalid(`${where}${name}`, 'an object');
}

/** A field that is an array of objects, an empty one if it is not there. Google's clients may send one object for an array of one. */
export function objectsField(object: JsonObject, name: string, where: string): readonly JsonObject[] {
  const value = field(object, name);
  if (value === undefined) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each, index) => {
    if (isObject(each)) return each;
    throw invalid(`${where}${name}[${index}]`, 'an object');
  });
}

/** A field that is an array of texts, if it is there. */
export function textsField(object: JsonObject, name: string, where: string): readonly string[] | undefined {
  const value = field(object, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((each): each is string => typeof each === 'string')) return value;
  throw invalid(`${where}${name}`, 'an array of texts');
}
