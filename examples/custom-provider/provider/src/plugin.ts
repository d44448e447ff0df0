import type { Plugin } from '@g4f/core';
import { createParrot } from './index.ts';

/** What discovery calls: the provider, from the environment. */
const plugin: Plugin = ({ PARROT_API_KEY, PARROT_BASE_URL }) => createParrot({ apiKey: PARROT_API_KEY, baseURL: PARROT_BASE_URL || undefined });

export default plugin;
