import type { LanguageModelV2, LanguageModelV3, LanguageModelV4, ProviderV2, ProviderV3, ProviderV4 } from '@ai-sdk/provider';
import { expectTypeOf } from 'vitest';
import { fromLanguageModel, fromProvider, type LanguageModelLike, type ProviderLike } from './index.ts';

expectTypeOf<LanguageModelV2>().toExtend<LanguageModelLike>();
expectTypeOf<LanguageModelV3>().toExtend<LanguageModelLike>();
expectTypeOf<LanguageModelV4>().toExtend<LanguageModelLike>();
expectTypeOf<ProviderV2>().toExtend<ProviderLike>();
expectTypeOf<ProviderV3>().toExtend<ProviderLike>();
expectTypeOf<ProviderV4>().toExtend<ProviderLike>();

declare const model: LanguageModelV4;
declare const sdk: ProviderV4;

const provider = fromLanguageModel(model, { id: 'mine', flags: { supportsTools: true } });
expectTypeOf(provider.id).toEqualTypeOf<'mine'>();
expectTypeOf(provider.supportsTools).toEqualTypeOf<true>();
expectTypeOf(provider.working).toEqualTypeOf<true>();
expectTypeOf(fromLanguageModel(model, { flags: { working: false } }).working).toEqualTypeOf<false>();
expectTypeOf(fromProvider(sdk, { id: 'sdk', models: ['a', 'b'] }).models).toEqualTypeOf<readonly ['a', 'b']>();


// @ts-expect-error a misspelt flag
fromLanguageModel(model, { flags: { supportsTool: true } });
// @ts-expect-error an embedding model
fromLanguageModel(sdk.embeddingModel('e'));
