export { createOpenAICompatible } from './create-openai-compatible.ts';
export { createOpenAI, createPreset, type PresetOptions, type PresetProvider } from './create-preset.ts';
export type { Environment } from './environment.ts';
export type { OpenAICallOptions, OpenAICompatibleOptions } from './options.ts';
export type { Preset } from './preset.ts';
export { presets, type PresetId } from './presets.ts';
