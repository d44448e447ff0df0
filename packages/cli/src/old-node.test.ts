import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { oldestNode, oldNode } from './old-node.ts';

test('a Node that package.json does not allow is told which to take', () => {
  expect(`${manifest.engines.node}.0`).toBe(`>=${oldestNode}`);
  for (const version of ['20.20.2', '22.18.9', '18.0.0']) expect(oldNode(version)).toContain(`needs Node 22.19.0 or later, and this is ${version}`);
  for (const version of ['22.19.0', '24.0.0', '26.10.0']) expect(oldNode(version)).toBeUndefined();
});
