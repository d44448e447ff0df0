import { ProviderError } from '@g4f/core';
import { isObject, type JsonObject } from '../values/json.ts';

/** Refuses a field of a client's request. The value is not shown: it may be private, or endless. */
export function invalidField(field: string, must: string): ProviderError {
  return new ProviderError(`${field} must be ${must}`, { code: 'invalid-request' });
}

/** Refuses a field that asks for what no provider here gives. */
export function unsupportedField(field: string, why: string): ProviderError {
  return new ProviderError(`${field} ${why}`, { code: 'unsupported' });
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/** A text, or nothing where the field is missing or null. */
export function optionalText(object: JsonObject, key: string, field: string): string | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'string') throw invalidField(field, 'a text');
  return value;
}

/** A text that is not empty. */
export function requiredText(object: JsonObject, key: string, field: string): string {
  const value = optionalText(object, key, field);
  if (value === undefined || value === '') throw invalidField(field, 'a text that is not empty');
  return value;
}

/** A number, or nothing. Its range is core's to check. */
export function optionalNumber(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'number') throw invalidField(key, 'a number');
  return value;
}

/** A yes or no; no where the field is missing. */
export function optionalBoolean(object: JsonObject, key: string, field: string): boolean {
  const value = object[key];
  if (isAbsent(value)) return false;
  if (typeof value !== 'boolean') throw invalidField(field, 'true or false');
  return value;
}

/** An object, or nothing. */
export function optionalObject(object: JsonObject, key: string, field: string): JsonObject | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (!isObject(value)) throw invalidField(field, 'an object');
  return value;
}

/** A list, or nothing. */
export function optionalList(object: JsonObject, key: string, field: string): readonly unknown[] | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (!Array.isArray(value)) throw invalidField(field, 'a list');
  return value as readonly unknown[];
}

/** An object in a list. */
export function requiredObject(value: unknown, field: string): JsonObject {
  if (!isObject(value)) throw invalidField(field, 'an object');
  return value;
}
