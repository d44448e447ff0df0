export { createGemini, gemini, type GeminiProviderOptions } from './create-gemini.ts';
export type { GeminiOptions } from '@g4f/wires/gemini';
