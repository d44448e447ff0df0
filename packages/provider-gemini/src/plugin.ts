import type { Plugin } from '@g4f/core';
import { createGemini } from './create-gemini.ts';

/** The first that is set; an empty variable is not. */
const firstOf = (...values: readonly (string | undefined)[]): string | undefined => values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');

/** Set up by the variables of Google's own client, where `GOOGLE_API_KEY` wins too. `GEMINI_BASE_URL` is how the command line names an address. */
const plugin = (({ GOOGLE_API_KEY: google, GEMINI_API_KEY: gemini, GEMINI_BASE_URL: own, GOOGLE_GEMINI_BASE_URL: theirs }) =>
  createGemini({ apiKey: firstOf(google, gemini), baseURL: firstOf(own, theirs) })) satisfies Plugin;

export default plugin;
