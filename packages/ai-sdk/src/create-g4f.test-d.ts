import type { AsyncGeneratorProvider } from '@g4f/core';
import { createRegistry, type Registry } from '@g4f/registry';
import type { createProviderRegistry, LanguageModel } from 'ai';
import type { createProviderRegistry as createProviderRegistry6, LanguageModel as LanguageModel6 } from 'ai-6';
import { expectTypeOf } from 'vitest';
import { createG4f, type G4fProvider } from './index.ts';

declare const provider: AsyncGeneratorProvider;
declare const registry: Registry;
const own = createRegistry([provider]);

// Both majors take the models and the provider.
expectTypeOf(createG4f({ registry })('m')).toExtend<LanguageModel>();
expectTypeOf(createG4f({ registry: own })('m')).toExtend<LanguageModel6>();
expectTypeOf<G4fProvider>().toExtend<Parameters<typeof createProviderRegistry>[0][string]>();
expectTypeOf<G4fProvider>().toExtend<Parameters<typeof createProviderRegistry6>[0][string]>();

createG4f({ registry, query: { needsAuth: false } });
createG4f({ provider, init: { apiKeys: { mine: 'key' } } });
// @ts-expect-error nobody to ask
createG4f({});
// @ts-expect-error a misspelt flag
createG4f({ registry, query: { needsKey: false } });
// @ts-expect-error the SDK's own signal stops a call
createG4f({ provider, init: { signal: AbortSignal.timeout(1) } });
