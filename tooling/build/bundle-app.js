import { rolldown } from 'rolldown';

/**
 * Bundles a program and all that it imports into one file, as an app does for a runtime that knows these export conditions.
 *
 * @param external what is not installed, and may be missing when it runs
 */
export async function bundleApp(input, file, conditionNames, external = []) {
  const build = await rolldown({
    input,
    external,
    platform: 'browser',
    resolve: { conditionNames: [...conditionNames, 'import', 'default'] },
    onLog(level, log) {
      throw new Error(`${input}: ${level}: ${log.message}`);
    },
  });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
}
