import type { AsyncGeneratorProvider } from '@g4f/core';
import { expectTypeOf } from 'vitest';
import { say } from '../../test/say.ts';
import { createRegistry } from '../create-registry.ts';
import type { HealthView } from '../health-view.ts';
import { cheapest, createHealth, fallback, hedge, retry, weighted, withAliases, type Attempt } from '../routes.ts';

const info = { url: '', models: ['m'], working: true } as const;
const a = say({ ...info, id: 'a', supportsTools: true });
const b = say({ ...info, id: 'b' });

// A route is a provider, whose id is known.
const main = fallback([hedge([a, b]), retry(b)], { id: 'main' });
expectTypeOf(main).toExtend<AsyncGeneratorProvider>();
expectTypeOf(main.id).toEqualTypeOf<'main'>();
expectTypeOf(createRegistry([main, a]).get('main').id).toEqualTypeOf<'main'>();

// A renamed provider keeps what is known of it.
expectTypeOf(withAliases(a, { smart: 'm' }).id).toEqualTypeOf<'a'>();
expectTypeOf(withAliases(a, { smart: 'm' }).supportsTools).toEqualTypeOf<true>();

// Health is what a registry selects by.
expectTypeOf(createHealth()).toExtend<HealthView>();
createRegistry([a], { health: createHealth() });

// A listener may do nothing, or something that takes its time.
fallback([a], { onAttempt: () => undefined });
fallback([a], { onAttempt: async ({ provider, cost }: Attempt) => [provider, cost] });

// @ts-expect-error a route needs a member
fallback([]);
// @ts-expect-error what there are no weights for is no weighted route
weighted([a, b]);
// @ts-expect-error prices come from somewhere
cheapest([a, b], {});
// @ts-expect-error a retry asks one
retry([a, b]);
// @ts-expect-error there is no such option
hedge([a, b], { afterMs: 100 });
// @ts-expect-error a ledger is read
fallback([a], { onAttempt: (attempt) => (attempt.outcome = 'won') });
