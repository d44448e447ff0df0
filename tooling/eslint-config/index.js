import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['**/dist/**', '**/.build/**', '**/coverage/**', 'bench/**', 'docs/**'] },
);
void tseslint;
