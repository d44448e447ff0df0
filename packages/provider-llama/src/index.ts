export { closeLlama } from './close-llama.ts';
export { createLlama, llama } from './llama.ts';
export { findModel } from './obtain-model.ts';
export type { LlamaOptions } from './options.ts';
export { showProgress, type DownloadProgress, type OnProgress } from './progress.ts';
