import { defineProvider, type AsyncGeneratorProvider, type ChatRequest } from '@g4f/core';
import { expectTypeOf } from 'vitest';
import { createRegistry } from './create-registry.ts';
import type { Query } from './query.ts';
import type { AnyRegistry } from './registry.ts';

async function* say(): AsyncGenerator<string> {
  yield 'hi';
}
const aibn = defineProvider({ id: 'aibn', url: '', models: ['gpt-3.5-turbo'], working: Math.random() > 1, supportsMessageHistory: true, supportsGpt35Turbo: true }, say);
const openai = defineProvider(
  { id: 'openai', url: '', models: ['gpt-4o-mini', { id: 'gpt-3.5-turbo', supportsImages: false }], working: true, supportsTools: true, supportsImages: true, needsAuth: true },
  say,
);
const dead = defineProvider({ id: 'dead', url: '', models: ['old'], working: false, supportsTools: true }, say);
const mixed = defineProvider({ id: 'mixed', url: '', models: ['a', { id: 'b', supportsReasoning: true }], working: true }, say);
const registry = createRegistry([aibn, openai, dead, mixed]);
declare const discovered: readonly AsyncGeneratorProvider[];
declare const name: string;
declare const dynamic: Query;

// Ids are read off the tuple.
expectTypeOf(registry.get('aibn').id).toEqualTypeOf<'aibn'>();
expectTypeOf(registry.get(name)?.id).toEqualTypeOf<'aibn' | 'openai' | 'dead' | 'mixed' | undefined>();
expectTypeOf(registry.get('other')).toEqualTypeOf<undefined>();
const open = createRegistry([aibn, ...discovered]);
expectTypeOf(open.get('aibn').id).toEqualTypeOf<'aibn'>();
expectTypeOf(open.get('other')).toEqualTypeOf<AsyncGeneratorProvider | undefined>();

// Wanted flags are granted, and providers known to lack them drop out.
const tools = registry.resolve({ model: 'gpt-4o-mini', supportsTools: true });
expectTypeOf(tools.id).toEqualTypeOf<'openai'>();
expectTypeOf(tools.supportsTools).toEqualTypeOf<true>();
expectTypeOf(registry.resolve({ supportsMessageHistory: true }).working).toEqualTypeOf<true>();
expectTypeOf(registry.select({ model: 'gpt-3.5-turbo' })[0]?.id).toEqualTypeOf<'aibn' | 'openai' | 'mixed' | undefined>();
expectTypeOf(registry.match({ supportsTools: true }).provider.id).toEqualTypeOf<'openai'>();
expectTypeOf(open.resolve({ supportsTools: true }).supportsTools).toEqualTypeOf<true>();
// A model's own word counts, and is not taken for its provider's.
expectTypeOf(registry.resolve({ supportsReasoning: true }).id).toEqualTypeOf<'mixed'>();
// The dead ones come back for those who ask.
expectTypeOf(registry.resolve({ working: 'any', supportsTools: true }).id).toEqualTypeOf<'openai' | 'dead'>();
expectTypeOf(registry.resolve({ working: false, supportsTools: true }).id).toEqualTypeOf<'openai' | 'dead'>();
// Where undeclared passes, only a declared "no" drops out, and nothing but `working` is granted.
const lax = registry.resolve({ supportsTools: true, undeclared: 'allow' });
expectTypeOf(lax.id).toEqualTypeOf<'aibn' | 'openai' | 'mixed'>();
expectTypeOf(lax.working).toEqualTypeOf<true>();
// A query that is only known at run time grants nothing.
expectTypeOf(registry.resolve(dynamic).id).toEqualTypeOf<'aibn' | 'openai' | 'dead' | 'mixed'>();

// What is no declared flag leaves the type as it is; those beside it still count.
declare const request: ChatRequest;
expectTypeOf(registry.resolve({ for: request, minContext: 8_000, maxPrice: { input: 1 }, healthy: true, local: true, supportsTools: true }).id).toEqualTypeOf<'openai'>();
expectTypeOf(registry.match({ local: true, maxPrice: 0 }).provider.id).toEqualTypeOf<'aibn' | 'openai' | 'mixed'>();
createRegistry([aibn], { aliases: { fast: ['gpt-4o-mini', 'gpt-3.5-turbo'] }, replacements: { 'gpt-3': 'gpt-3.5-turbo' }, countTokens: (text) => text.length });

// @ts-expect-error a request has messages
registry.resolve({ for: { model: 'gpt-4o-mini' } });
// @ts-expect-error tokens are a number
registry.resolve({ minContext: '8k' });
// @ts-expect-error no such kind of token
registry.resolve({ maxPrice: { prompt: 1 } });
// @ts-expect-error misspelt flag
registry.resolve({ suportsTools: true });
// @ts-expect-error misspelt flag
registry.select({ supportTools: true });
// @ts-expect-error misspelt flag
registry.explain({ supportTools: true });
// @ts-expect-error a flag is boolean
registry.resolve({ supportsTools: 'yes' });
// @ts-expect-error no such word
registry.resolve({ working: 'maybe' });
// @ts-expect-error no such word
registry.resolve({ undeclared: 'ask' });
// @ts-expect-error the list is immutable
registry.providers.push(aibn);
// @ts-expect-error not a provider
createRegistry([{ id: 'x' }]);
// @ts-expect-error an alias names a model
createRegistry([aibn], { aliases: { fast: 1 } });

// A function that is handed a registry takes any.
declare function ask(registry: AnyRegistry): void;
ask(registry);
ask(createRegistry(discovered));
// @ts-expect-error the providers alone are none
ask([aibn]);
