import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { tableOf, type Difference } from './difference.ts';
import { faultDifferences } from './fault-differences.ts';
import { requestDifferences } from './request-differences.ts';
import { streamDifferences } from './stream-differences.ts';

test.each<[string, readonly Difference<string>[]]>([
  ['answers', streamDifferences],
  ['faults', faultDifferences],
  ['requests', requestDifferences],
])('the decision shows every difference of %s', async (_name, rows) => {
  expect(await readFile(new URL('../../../docs/decisions/0009-what-differs-from-the-ai-sdk.md', import.meta.url), 'utf8')).toContain(tableOf(rows));
});
