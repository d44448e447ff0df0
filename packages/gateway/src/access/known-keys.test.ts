import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createAccess } from './create-access.ts';
import { digestFromHex, digestOf, findByDigest, type Digest } from './key-digest.ts';
import type { KeyOptions } from './limit-options.ts';

const secret = 'sk-0123456789abcdef';
const failing = async (options: unknown): Promise<unknown> => createAccess(options as Parameters<typeof createAccess>[0]).catch((error: unknown) => error);

describe('a configuration that is wrong', () => {
  const good: KeyOptions = { id: 'a', key: secret };
  const wrong: readonly (readonly [why: string, options: unknown, says: string])[] = [
    ['no list', { keys: good }, 'keys must be a list'],
    ['no object', { keys: [secret] }, 'keys[0] must be an object'],
    ['a key as a field', { keys: [{ [secret]: 'a' }] }, 'there is no field of that name'],
    ['a misspelt limit', { keys: [{ ...good, requestPerMinute: 5 }] }, 'there is no field requestPerMinute'],
    ['a misspelt budget', { keys: [{ ...good, budget: { daily: 5 } }] }, 'there is no field daily'],
    ['a misspelt option', { key: [good] }, 'there is no field key'],
    ['a misspelt default', { limits: { rpm: 5 } }, 'there is no field rpm'],
    ['fields of a prototype', JSON.parse(`{"keys":[{"id":"a","key":"${secret}","__proto__":{"isAdmin":true}}]}`), 'there is no field of that name'],
    ['no id', { keys: [{ key: secret }] }, 'id must be a name'],
    ['a hostile id', { keys: [{ ...good, id: 'a\r\nset-cookie: x' }] }, 'id must be a name'],
    ['the id of nobody', { keys: [{ ...good, id: 'local' }] }, 'local is that of callers without a key'],
    ['no key', { keys: [{ id: 'a' }] }, 'openssl rand -hex 32'],
    ['an empty key', { keys: [{ id: 'a', key: '' }] }, 'is the environment variable set'],
    ['a short key', { keys: [{ id: 'a', key: 'short' }] }, '16 to 512 visible'],
    ['a key that no header carries', { keys: [{ id: 'a', key: `${secret}\n${secret}` }] }, '16 to 512 visible'],
    ['a number for a key', { keys: [{ id: 'a', key: 1_234_567_890_123_456 }] }, 'key and sha256 must be texts'],
    ['a key for an id', { keys: [{ id: secret, key: secret }] }, 'the id must not hold the key'],
    ['no hash', { keys: [{ id: 'a', sha256: secret }] }, '64 hexadecimal digits'],
    ['an id twice', { keys: [good, { ...good, key: `${secret}x` }] }, 'the id a is there twice'],
    ['a key twice', { keys: [good, { id: 'b', key: secret }] }, 'its key is also that of a'],
    ['a star in the middle', { keys: [{ ...good, models: ['gpt-*-mini'] }] }, 'one *, at its end'],
    ['models as a text', { keys: [{ ...good, models: '*' }] }, 'models must be a list'],
    ['a text for a switch', { keys: [{ ...good, isAdmin: 'false' }] }, 'isAdmin must be true or false'],
    ['a text for a number', { keys: [{ ...good, requestsPerMinute: '5' }] }, 'whole number above 0'],
    ['half a request', { keys: [{ ...good, requestsPerMinute: 0.5 }] }, 'whole number above 0'],
    ['a limit of nothing', { keys: [{ ...good, tokensPerMinute: 0 }] }, 'whole number above 0'],
    ['a budget that is none', { keys: [{ ...good, budget: { perDay: Number.NaN } }] }, 'dollars above 0'],
    ['a default that is none', { limits: { budget: { perMonth: -1 } } }, 'dollars above 0'],
    ['a cache for no time', { keys: [{ ...good, cache: 0 }] }, 'seconds above 0'],
  ];

  test.each(wrong)('has an error at start that says so: %s', async (_, options, says) => {
    const error = await failing(options);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain(says);
    expect(String(error)).toMatch(/^(?:Type|Range)Error: createAccess/);
    expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });

  test('has nothing of a key to show when it is right', async () => {
    const access = await createAccess({ keys: [{ id: 'a', key: secret }] });
    expect(inspect(access, { depth: 9, showHidden: true }) + JSON.stringify(access)).not.toContain(secret);
    expect(await createAccess({ keys: [{ id: 'a', key: secret, requestsPerMinute: false, budget: { perDay: false } }], limits: { requestsPerMinute: 5, budget: { perDay: 1 } } })).toMatchObject({ hasKeys: true });
  });
});

describe('the comparison of keys', () => {
  test('reads every word of every digest, whoever is known', async () => {
    const read: string[] = [];
    const watched = (name: string, words: Digest) => ({
      name,
      digest: new Proxy(words, {
        get(target, property) {
          if (typeof property === 'string' && /^\d+$/.test(property)) read.push(name);
          return Reflect.get(target, property) as unknown;
        },
      }),
    });
    const digests = await Promise.all(['one', 'two', 'three'].map(digestOf));
    const counts = async (key: string): Promise<readonly number[]> => {
      read.length = 0;
      const known = digests.map((digest, index) => watched(String(index), digest));
      findByDigest(known, await digestOf(key));
      return known.map(({ name }) => read.filter((each) => each === name).length);
    };
    for (const key of ['one', 'two', 'three', 'four', '']) expect(await counts(key)).toEqual([8, 8, 8]);
  });

  test('finds the one whose digest it is, and nobody for one that differs in a bit', async () => {
    const digest = await digestOf('one');
    const known = [{ digest: await digestOf('zero') }, { digest }, { digest: await digestOf('two') }];
    expect(findByDigest(known, await digestOf('one'))).toBe(known[1]);
    for (let bit = 0; bit < 256; bit++) {
      const other = digest.with(bit >> 5, (digest[bit >> 5] ?? 0) ^ (1 << (bit & 31)));
      expect(findByDigest(known, other)).toBeUndefined();
    }
    expect(findByDigest(known, digest.subarray(0, 7))).toBeUndefined();
  });

  test('reads hexadecimal digits', async () => {
    const digest = await digestOf('one');
    expect(digestFromHex(Buffer.from(digest.buffer).toString('hex'))).toEqual(digest);
    expect([digestFromHex(''), digestFromHex('g'.repeat(64)), digestFromHex('0'.repeat(63))]).toEqual([undefined, undefined, undefined]);
  });
});
