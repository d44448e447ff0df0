/** What is inferred of a provider, and wrong uses that must not compile. Checked by `tsc`; never run. */
import { supports, type ModelId } from '@g4f/core';
import { expectTypeOf } from 'vitest';
import { anthropic, createAnthropic } from './index.ts';

expectTypeOf(anthropic.id).toEqualTypeOf<'anthropic'>();
expectTypeOf<'claude-opus-5-5'>().toExtend<ModelId<typeof anthropic>>();
expectTypeOf(anthropic.models[0].id).toEqualTypeOf<'claude-sonnet-5-5'>();
if (supports(anthropic, 'supportsTools', 'supportsFiles')) anthropic.supportsFiles satisfies true;

const mine = createAnthropic({ id: 'mine', models: ['small', { id: 'large', supportsImages: false }] });
expectTypeOf(mine.id).toEqualTypeOf<'mine'>();
expectTypeOf(mine.models[0]).toEqualTypeOf<'small'>();

// @ts-expect-error at least one model
createAnthropic({ models: [] });
// @ts-expect-error a misspelt option
createAnthropic({ apikey: 'key' });
// @ts-expect-error betas are a list
createAnthropic({ betas: 'a,b' });
