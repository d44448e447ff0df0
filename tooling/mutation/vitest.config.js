import shared from '@g4f/vitest-config';

const { MUTATED: name } = process.env;

/** The suite's config, for the tests of one package, each file in a thread of its own: a mutant may be in what a module computes as it loads. */
export default { ...shared, test: { ...shared.test, include: [`packages/${name}/src/**/*.test.ts`, `packages/${name}/test/**/*.test.ts`], isolate: true, reporters: [], testTimeout: 120_000 } };
