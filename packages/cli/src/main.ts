#!/usr/bin/env node
import { printVersion } from './print-version.ts';

const argv = process.argv.slice(2);

// What scripts ask most is answered before anything else is loaded: reading the command line takes longer than starting Node.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) printVersion();
else {
  const [{ run }, { processIo }] = await Promise.all([import('./run.ts'), import('./process-io.ts')]);
  process.exitCode = await run(argv, processIo());
}
