import config from '@g4f/eslint-config';
import { defineConfig, globalIgnores } from 'eslint/config';

/** The repository's lint, for what it leaves out since it needs the peers that are installed here alone. Not called as ESLint looks for it. */
export default defineConfig(config, globalIgnores(['!bench/**', 'bench/node_modules/**']), {
  // A server whose handler fails ends here, and so does the measurement.
  files: ['bench/**/*.ts'],
  rules: { 'no-console': 'off', 'g4f/directions': 'off', '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }] },
});
