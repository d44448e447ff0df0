import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { lockFile } from './lock-file.ts';

const never = new AbortController().signal;

test('keeps a second one out until the first one is done', async () => {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, 'file');
  const order: string[] = [];
  const first = await lockFile(path, never);
  const second = lockFile(path, never).then(async (lock) => {
    order.push('second');
    await lock[Symbol.asyncDispose]();
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  order.push('first');
  await first[Symbol.asyncDispose]();
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('takes over what a dead process left behind', async () => {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, 'file');
  await mkdir(`${path}.lock`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${path}.lock`, longAgo, longAgo);
  await using lock = await lockFile(path, never);
  expect(lock.signal.aborted).toBe(false);
});

test('stops waiting with its caller, and tells the holder that its caller stopped', async () => {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, 'file');
  const holder = new AbortController();
  await using lock = await lockFile(path, holder.signal);
  const waiter = new AbortController();
  const reason = new Error('enough');
  const waiting = lockFile(path, waiter.signal);
  setTimeout(() => waiter.abort(reason), 20);
  await expect(waiting).rejects.toBe(reason);
  holder.abort(reason);
  expect(lock.signal.reason).toBe(reason);
});
