import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import directions from './rules/directions.js';
import documentedExports from './rules/documented-exports.js';

const test = ['**/*.test.ts', '**/*.test-d.ts', 'packages/*/test/**/*.ts'];
const g4f = { rules: { directions, 'documented-exports': documentedExports } };
const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

const root = path.resolve(import.meta.dirname, '../..');

/** The source of every entry that a package exports. */
const publicEntries = globSync('packages/*/package.json', { cwd: root }).flatMap((file) => {
  const { exports = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  return Object.values(exports).filter((source) => source.endsWith('.ts')).map((source) => path.posix.join(path.dirname(file), source));
});

/** The one lint config of the repository. */
export default defineConfig(
  globalIgnores(['**/dist/**', '**/.build/**', '**/coverage/**', 'bench/**', 'docs/**', 'examples/**']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { 'max-lines': ['error', 300], eqeqeq: 'error', 'object-shorthand': 'error', 'no-useless-rename': 'error' } },
  { files: ['**/*.js'], ignores: ['packages/web/public/**'], languageOptions: { globals: globals.node } },
  { files: ['packages/web/public/**'], languageOptions: { globals: globals.browser } },
  {
    // What others send meets these expressions: none may take longer than in proportion to it.
    files: ['packages/{core,wires,requests,registry,gateway}/src/**/*.ts'],
    ignores: test,
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }], 'regexp/no-super-linear-move': ['error', { report: 'potential' }] },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { g4f },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'g4f/directions': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', defaultExport],
      '@typescript-eslint/consistent-indexed-object-style': 'off', // a named key says more than Record
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-qualifier': 'error',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // there are no enums
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/strict-void-return': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      // The caller's abort reason is rethrown as it is, and may be anything.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      // The contract asks for async functions and generators, also where there is nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'require-yield': 'off',
      // Interfaces that are open to declaration merging start empty.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      // `string & {}` keeps completion open, `() => void` shorthands read well, numbers print as people expect.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allow: [{ name: ['URL', 'Error'], from: 'lib' }] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      // A loop that ends by `return` or `break`.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      'no-unused-vars': 'off',
      'no-undef': 'off',
    },
  },
  { files: publicEntries, rules: { 'g4f/documented-exports': 'error' } },
  // State that closures change: the compiler narrows it at the first look and does not see the change.
  { files: ['packages/core/src/guard.ts'], rules: { '@typescript-eslint/no-unnecessary-condition': 'off' } },
  { files: ['packages/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/plugin.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: test,
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Type tests are compiled, never run.
  { files: ['**/*.test-d.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-unused-expressions': 'off' } },
);
