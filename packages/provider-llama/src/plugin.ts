import type { Plugin } from '@g4f/core';
import { createLlama } from './llama.ts';

/** The model that `G4F_LLAMA_MODEL` names, or the small one, downloaded from `HF_ENDPOINT` where that is set. */
const plugin: Plugin = (env) => createLlama({ model: env['G4F_LLAMA_MODEL'], endpoint: env['HF_ENDPOINT'] });
export default plugin;
