import { describe, expect, test } from 'vitest';
import { createBody } from './body.ts';
import { createByteQueue } from './byte-queue.ts';
import { iterateBody, type BodyReader } from './iterate-body.ts';

const noop = (): void => undefined;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function open(reader: Partial<BodyReader<string>> = {}, isLate = false) {
  const queue = createByteQueue({ pause: noop, resume: noop });
  let cancels = 0;
  const body = createBody({
    next: queue.next,
    cancel() {
      cancels++;
      queue.end();
    },
  });
  let opened = 0;
  const made: BodyReader<string> = { read: (chunk) => new TextDecoder().decode(chunk) || undefined, ...reader };
  const pieces = iterateBody(body, () => {
    opened++;
    return isLate ? Promise.resolve(made) : made;
  });
  return { queue, pieces, cancels: () => cancels, opened: () => opened };
}

describe.each([false, true])('a body, its reader made late: %s', (isLate) => {
  test('comes a piece a network chunk, without those that are nothing, then what was held back', async () => {
    const { queue, pieces, cancels, opened } = open({ read: (chunk) => (chunk[0] === 120 ? undefined : new TextDecoder().decode(chunk)), end: () => 'rest' }, isLate);
    expect(opened()).toBe(0);
    const first = pieces.next();
    queue.push(bytes('x'));
    await Promise.resolve();
    queue.push(bytes('a'));
    expect(await first).toEqual({ done: false, value: 'a' });
    queue.push(bytes('b'));
    queue.push(bytes('c'));
    queue.end();
    expect(await Array.fromAsync(pieces)).toEqual(['bc', 'rest']);
    expect([cancels(), opened()]).toEqual([1, 1]);
    expect(await pieces.next()).toEqual({ done: true, value: undefined });
  });

  test('gives those who ask at once their pieces in order', async () => {
    const { queue, pieces } = open({}, isLate);
    const asked = [pieces.next(), pieces.next(), pieces.next(), pieces.next()];
    for (const text of ['a', 'b']) {
      queue.push(bytes(text));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    queue.end();
    expect((await Promise.all(asked)).map(({ value }) => value)).toEqual(['a', 'b', undefined, undefined]);
  });

  test('is cancelled at once by who leaves while it waits', async () => {
    const { pieces, cancels } = open({}, isLate);
    const waiting = pieces.next();
    expect(await pieces.return()).toEqual({ done: true, value: undefined });
    expect(cancels()).toBe(1);
    expect(await waiting).toEqual({ done: true, value: undefined });
    await expect(pieces.throw(new Error('no'))).rejects.toThrow('no');
  });

  test('is cancelled by what its reader throws, and by a failure of its own', async () => {
    const refusing = open({ read: () => { throw new Error('unreadable'); } }, isLate);
    const first = refusing.pieces.next();
    refusing.queue.push(bytes('a'));
    await expect(first).rejects.toThrow('unreadable');
    expect(await refusing.pieces.next()).toEqual({ done: true, value: undefined });
    const failing = open({}, isLate);
    failing.queue.fail(new Error('cut off'));
    await expect(failing.pieces.next()).rejects.toThrow('cut off');
    expect([refusing.cancels(), failing.cancels()]).toEqual([1, 1]);
  });
});

test('fails at the first piece where its reader cannot be made', async () => {
  const queue = createByteQueue({ pause: noop, resume: noop });
  let cancels = 0;
  const make = (isAsync: boolean) =>
    iterateBody(createBody({ next: queue.next, cancel: () => void cancels++ }), () => {
      if (isAsync) return Promise.reject<BodyReader<string>>(new Error('no reader'));
      throw new Error('no reader');
    });
  for (const isAsync of [false, true]) await expect(make(isAsync).next()).rejects.toThrow('no reader');
  expect(cancels).toBe(2);
});
