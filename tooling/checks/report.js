/** Runs named checks one after another, prints each verdict, and fails the process if one failed. A check throws, or returns what it found wrong, or why it is `skipped`. */
export async function report(checks) {
  let failed = 0;
  for (const [name, check] of checks) {
    const started = performance.now();
    const wrong = await Promise.resolve()
      .then(check)
      .catch((error) => [error.stdout, error.stderr, error.stdout || error.stderr ? undefined : error.stack].filter(Boolean).join('\n'));
    if (wrong?.skipped) {
      console.log(`skip ${name}: ${wrong.skipped}`);
      continue;
    }
    if (wrong) failed += 1;
    console.log(`${wrong ? 'FAIL' : 'ok  '} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)${wrong ? `\n${wrong}` : ''}`);
  }
  if (failed > 0) process.exitCode = 1;
}
