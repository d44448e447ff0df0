import type { Plugin } from '@g4f/core';
import { createLlama } from './llama.ts';

const plugin: Plugin = (env) => createLlama({ model: env['G4F_LLAMA_MODEL'], endpoint: env['HF_ENDPOINT'] });
export default plugin;
