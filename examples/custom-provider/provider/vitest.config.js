import { defineConfig } from 'vitest/config';

// The servers of the tests are on this machine, and behind nobody's proxy.
export default defineConfig({ test: { env: { no_proxy: '*', NO_PROXY: '*' } } });
