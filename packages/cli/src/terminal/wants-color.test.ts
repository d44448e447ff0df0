import { expect, test } from 'vitest';
import { wantsColor } from './wants-color.ts';

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
])('with %j on a stream that is a terminal: %j, colours are %j', (env, isTTY, wanted) => {
  expect(wantsColor(env, isTTY)).toBe(wanted);
});
