import type { Plugin } from '@g4f/core';
import { createAnthropic } from './create-anthropic.ts';

/** An empty variable is none. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

const plugin = (({ ANTHROPIC_API_KEY: apiKey, ANTHROPIC_AUTH_TOKEN: authToken, ANTHROPIC_BASE_URL: baseURL }) =>
  createAnthropic({ apiKey: given(apiKey), authToken: given(authToken), baseURL: given(baseURL) })) satisfies Plugin;

export default plugin;
