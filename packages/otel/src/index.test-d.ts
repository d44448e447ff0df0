import { createAibn } from '@g4f/provider-aibn';
import { fallback } from '@g4f/registry/routes';
import { expectTypeOf, test } from 'vitest';
import { traceAttempts, traced } from './index.ts';

const aibn = createAibn();

test('a traced provider has the type that it had', () => {
  expectTypeOf(traced(aibn)).toEqualTypeOf<typeof aibn>();
  traced(aibn).supportsSystemMessage satisfies true;
  // @ts-expect-error: a misspelt option
  traced(aibn, { capturesContent: true });
});

test('attempts are traced where a route takes a ledger', () => {
  expectTypeOf(fallback([aibn], { id: 'main', onAttempt: traceAttempts() }).id).toEqualTypeOf<'main'>();
  // @ts-expect-error: it is made for a route, and is not one's ledger itself
  fallback([aibn], { onAttempt: traceAttempts });
});
