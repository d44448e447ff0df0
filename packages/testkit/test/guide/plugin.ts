import type { Plugin } from '@g4f/core';
import { createFoo } from './create-foo.ts';

const plugin = (({ FOO_API_KEY: apiKey, FOO_BASE_URL: baseURL }) => createFoo({ apiKey, baseURL: baseURL === '' ? undefined : baseURL })) satisfies Plugin;

export default plugin;
