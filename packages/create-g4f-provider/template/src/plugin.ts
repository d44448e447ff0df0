import type { Plugin } from '@g4f/core';
import { createAcme } from './create-acme.ts';

const unlessEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Acme, set up by `ACME_API_KEY` and `ACME_BASE_URL`. */
const plugin = (({ ACME_API_KEY, ACME_BASE_URL }) => createAcme({ apiKey: unlessEmpty(ACME_API_KEY), baseURL: unlessEmpty(ACME_BASE_URL) })) satisfies Plugin;

export default plugin;
