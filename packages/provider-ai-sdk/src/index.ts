export type { BridgeFlags, BridgeOptions, CallHeaders } from './bridge-options.ts';
export { fromLanguageModel, type LanguageModelInfo, type LanguageModelOptions } from './from-language-model.ts';
export { fromProvider, type ProviderOptionsOf, type SdkProviderInfo } from './from-provider.ts';
export type { LanguageModelLike, ProviderLike, SdkOptions, StreamResultLike, SupportedUrls } from './language-model.ts';
