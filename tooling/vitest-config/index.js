import { defineConfig } from 'vitest/config';

/** One project for the whole repository, without isolation: forty packages start in a second, and so no test may mock a module. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'tooling/**/*.test.js'],
    isolate: false,
    testTimeout: 15_000,
    coverage: { provider: 'v8', include: ['packages/{core,requests,registry,provider-aibn}/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.test-d.ts'], reporter: ['text', 'json-summary'] },
  },
});
