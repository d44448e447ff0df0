import type { Plugin } from '@g4f/core';
import { createGemini } from './create-gemini.ts';

/** The first that is set; an empty variable is not. */
const firstOf = (...values: readonly (string | undefined)[]): string | undefined => values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');

// The variables of Google's own client, where GOOGLE_API_KEY wins too.
const plugin = (({ GOOGLE_API_KEY: google, GEMINI_API_KEY: gemini, GOOGLE_GEMINI_BASE_URL: baseURL }) =>
  createGemini({ apiKey: firstOf(google, gemini), baseURL: firstOf(baseURL) })) satisfies Plugin;

export default plugin;
