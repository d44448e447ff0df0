import { ProviderError } from '@g4f/core';
import { isObject, type JsonObject } from '../values/json.ts';

/** One field of a request's body, with its path for errors. Absent and `null` are the same. */
export interface Field {
  readonly path: string;
  readonly isThere: boolean;
  readonly get: (key: string) => Field;
  /** The fields of an array. */
  readonly items: () => readonly Field[];
  readonly isText: boolean;
  readonly text: () => string;
  readonly number: () => number;
  readonly flag: () => boolean;
  readonly object: () => JsonObject;
  /** One of a few words. */
  readonly oneOf: <const W extends string>(words: readonly W[]) => W;
  /** @throws ProviderError `invalid-request` that names the field */
  readonly fail: (must: string) => never;
  /** @throws ProviderError `unsupported` that names the field */
  readonly refuse: (why: string) => never;
}

/** Looks into what a client sent. What it reads is checked as it is read. */
export function fieldOf(value: unknown, path: string): Field {
  const fail = (must: string): never => {
    throw new ProviderError(`${path} ${must}`, { code: 'invalid-request' });
  };
  const object = (): JsonObject => (isObject(value) ? value : fail('must be an object'));
  return {
    path,
    isThere: value !== undefined && value !== null,
    isText: typeof value === 'string',
    get(key) {
      const inner = object();
      return fieldOf(Object.hasOwn(inner, key) ? inner[key] : undefined, path === 'the body' ? key : `${path}.${key}`);
    },
    items: () => (Array.isArray(value) ? value.map((item: unknown, index) => fieldOf(item, `${path}[${index}]`)) : fail('must be an array')),
    text: () => (typeof value === 'string' ? value : fail('must be a text')),
    number: () => (typeof value === 'number' ? value : fail('must be a number')),
    flag: () => (typeof value === 'boolean' ? value : fail('must be true or false')),
    object,
    oneOf: (words) => words.find((word) => word === value) ?? fail(`must be one of ${words.join(', ')}`),
    fail,
    refuse(why) {
      throw new ProviderError(`${path} ${why}`, { code: 'unsupported' });
    },
  };
}
