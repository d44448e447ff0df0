import { hostedPresets } from './hosted-presets.ts';
import { localPresets } from './local-presets.ts';

/**
 * Every service that is known, by the id of its provider: address, variable of its key, models, flags and quirks, as plain data.
 *
 * @example
 * presets.groq.keyVariable; // 'GROQ_API_KEY'
 */
export const presets = { ...hostedPresets, ...localPresets } as const;

/** The id of a preset. */
export type PresetId = keyof typeof presets;
