#!/usr/bin/env node
import { oldNode } from './old-node.ts';
import { printVersion } from './print-version.ts';

const argv = process.argv.slice(2);
const tooOld = oldNode(process.versions.node);

// What scripts ask most is answered before anything else is loaded: reading the command line takes longer than starting Node.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) printVersion();
else if (tooOld !== undefined) {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 2;
} else {
  const [{ run }, { processIo }] = await Promise.all([import('./run.ts'), import('./process-io.ts')]);
  process.exitCode = await run(argv, processIo());
}
