import fc from 'fast-check';
import { expect, test } from 'vitest';
import { watchHandshake } from './handshake-watch.ts';

const record = (type: number, length: number): number[] => [type, 3, 3, length >> 8, length & 255, ...Array.from({ length }, () => 23)];
const handshake = [...record(22, 517), ...record(20, 1)];

test('tells the first record of application data, however the bytes are split, once', () => {
  const bytes = Uint8Array.from([...handshake, ...record(23, 40), ...record(23, 9)]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
      const borders = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const toldAt: number[] = [];
      let at = 0;
      const watch = watchHandshake(() => toldAt.push(at));
      for (const [index, end] of borders.slice(1).entries()) {
        at = end;
        watch(bytes.subarray(borders[index], end));
      }
      expect(toldAt).toEqual([borders.find((border) => border > handshake.length)]);
    }),
  );
});

test('says nothing of a handshake alone, whatever its records hold', () => {
  let told = 0;
  watchHandshake(() => told++)(Uint8Array.from(handshake));
  expect(told).toBe(0);
});
