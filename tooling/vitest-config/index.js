import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const covered = ['core', 'requests', 'registry', 'provider-aibn'].map((name) => `packages/${name}/src/**/*.ts`);

/** One project for the whole repository, without isolation: forty packages start in a second, and so no test may mock a module. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'packages/*/template/**/*.test.ts', 'tooling/**/*.test.{js,ts}', 'bench/lib/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    isolate: false,
    maxWorkers: Math.min(8, availableParallelism() + 1), // most of a law is waiting
    env: { no_proxy: '*', NO_PROXY: '*' }, // the servers of the tests are not behind anybody's proxy
    testTimeout: 15_000,
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.vitest/results.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: covered,
      exclude: ['**/*.test.ts', '**/*.test-d.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: Object.fromEntries(covered.map((glob) => [glob, { branches: 95 }])),
    },
  },
});
