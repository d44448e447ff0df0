import { expect, test } from 'vitest';
import { isAway } from './is-away.ts';
import { inTime } from './in-time.ts';
import { loadOptional } from './load-optional.ts';
import { redisUrl } from './redis-url.ts';

const withCode = (code: string): Error => Object.assign(new Error('it failed'), { code });

test('a package that is not installed is named, with the command', async () => {
  const name = 'no-such-client';
  const failing = loadOptional(name, () => import(name) as Promise<unknown>);
  await expect(failing).rejects.toThrow('needs the package no-such-client, which is not installed; run: npm install ioredis rate-limiter-flexible');
  await expect(failing).rejects.toMatchObject({ cause: { code: 'ERR_MODULE_NOT_FOUND' } });
  expect(await loadOptional('here', () => Promise.resolve(1))).toBe(1);
});

test('a server is away that cannot be reached or is not fit, and not one that refuses', () => {
  for (const error of [withCode('ECONNREFUSED'), withCode('ENOTFOUND'), new Error('no answer within 250 ms')]) expect(isAway(error, false)).toBe(true);
  for (const error of [withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), withCode('CERT_HAS_EXPIRED'), withCode('ERR_TLS_CERT_ALTNAME_INVALID'), new TypeError('a mistake'), 'a text', undefined]) expect(isAway(error, false)).toBe(false);
  for (const word of ['LOADING Redis is loading', 'READONLY You can’t write', 'OOM command not allowed', 'MISCONF Redis is configured', 'BUSY Redis is busy']) expect(isAway(new Error(word), true)).toBe(true);
  for (const word of ['WRONGTYPE Operation', 'NOPERM no', 'NOAUTH Authentication required', 'WRONGPASS no', 'ERR unknown', 'BUSYGROUP there is one', 'no LOADING']) expect(isAway(new Error(word), true)).toBe(false);
});

test('an address is written as the client wants it, with all that it holds', () => {
  expect(redisUrl('valkey://u:p%40ss@h:1/2')).toBe('redis://u:p%40ss@h:1/2');
  expect(redisUrl(' VALKEYS://h ')).toBe('rediss://h');
  expect(redisUrl('redis://[::1]:6379')).toBe('redis://[::1]:6379');
});

test('an answer is waited for so long, and its failure is its own', async () => {
  expect(await inTime(Promise.resolve(1), 1_000)).toBe(1);
  await expect(inTime(Promise.reject(new Error('refused')), 1_000)).rejects.toThrow('refused');
  await expect(inTime(new Promise(() => undefined), 5)).rejects.toThrow('no answer within 5 ms');
});
