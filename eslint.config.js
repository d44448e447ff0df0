export { default } from '@g4f/eslint-config';
