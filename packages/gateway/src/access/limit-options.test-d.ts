import { expectTypeOf, test } from 'vitest';
import type { Access } from '../access.ts';
import type { CacheOptions } from '../cache/create-cache.ts';
import type { Counts } from '../shared/counts.ts';
import type { SharedState } from '../shared/shared-state.ts';
import { createAccess, type AccessOptions, type KeyedAccess } from './create-access.ts';
import type { KeyOptions } from './limit-options.ts';

test('a key takes what an environment may not have, and no field that there is none of', () => {
  expectTypeOf<{ id: string; key: string | undefined }>().toExtend<KeyOptions>();
  expectTypeOf<{ id: string; key: string[]; requestsPerMinute: false }>().toExtend<KeyOptions>();
  // @ts-expect-error a misspelt limit
  void createAccess({ keys: [{ id: 'a', key: 'sk-0123456789abcdef', requestPerMinute: 5 }] });
  // @ts-expect-error a number is no key
  void createAccess({ keys: [{ id: 'a', key: 5 }] });
  // @ts-expect-error a budget says of which time
  void createAccess({ limits: { budget: 5 } });
});

test('shared state fits where it is handed to', () => {
  expectTypeOf<SharedState['counts']>().toExtend<NonNullable<AccessOptions['counts']>>();
  expectTypeOf<SharedState['counts']>().toEqualTypeOf<Counts>();
  expectTypeOf<SharedState['cache']>().toExtend<NonNullable<CacheOptions['store']>>();
  expectTypeOf<KeyedAccess>().toExtend<Access>();
  expectTypeOf<KeyedAccess['cacheSeconds']>().toExtend<NonNullable<CacheOptions['always']>>();
});
