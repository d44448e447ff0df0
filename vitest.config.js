export { default } from '@g4f/vitest-config';
