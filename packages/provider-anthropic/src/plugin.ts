import type { Plugin } from '@g4f/core';
import { createAnthropic } from './create-anthropic.ts';

/** The first that is set; an empty variable is not. */
const firstOf = (...values: readonly (string | undefined)[]): string | undefined => values.find((value) => value !== undefined && value !== '');

/** Set up by the variables of Anthropic's own clients. Where there are both a key and a token, they too take the key. */
const plugin = (({ ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: token, ANTHROPIC_BASE_URL: baseURL }) =>
  createAnthropic({ apiKey: firstOf(key, token), baseURL: firstOf(baseURL) })) satisfies Plugin;

export default plugin;
