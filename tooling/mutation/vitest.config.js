import shared from '@g4f/vitest-config';

const { MUTATED: name } = process.env;

/**
 * The suite's config, for the tests of one package, each file in a thread of its own. Left out are those that try hundreds of inputs or
 * wait on servers: a mutant that they alone notice counts as one that nobody does, so the score is rather too low than too high.
 */
export default { ...shared, test: { ...shared.test, include: [`packages/${name}/src/**/*.test.ts`, `packages/${name}/test/**/*.test.ts`], exclude: [...shared.test.exclude, '**/*.{laws,property}.test.ts'], isolate: true, reporters: [], testTimeout: 120_000 } };
