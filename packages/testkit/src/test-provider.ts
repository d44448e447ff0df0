import { describe, test } from 'vitest';
import type { Factory, Law } from './law.ts';
import { laws, type LawName } from './laws.ts';
import { nowhere, testKey } from './laws/stage.ts';
import type { Scenario } from './scenario.ts';

/** What a suite leaves out, and how long it waits. */
export interface TestProviderOptions {
  /** Laws that this provider need not keep, each with the reason: it stands in the name of the skipped test. */
  readonly skip?: { readonly [name in LawName]?: string } | undefined;
  /** Milliseconds that one law may take. @default 30_000 */
  readonly timeout?: number | undefined;
}

/**
 * Declares a vitest suite that holds a provider to the laws: one test for each, named by its sentence. What the provider can do is
 * read from its own flags. A law that needs an upstream is skipped for a scenario that has none.
 *
 * @throws TypeError for a skip that names no law, or gives no reason
 * @example
 * testProvider(({ baseURL, key }) => createMine({ baseURL, apiKey: key }), wireScenario(myWire), {
 *   skip: { 'streams as it arrives': 'upstream answers in one piece' },
 * });
 */
export function testProvider(factory: Factory, scenario: Scenario, { skip = {}, timeout = 30_000 }: TestProviderOptions = {}): void {
  for (const [name, reason] of Object.entries(skip)) {
    if (!Object.hasOwn(laws, name)) throw new TypeError(`skip: there is no law ${JSON.stringify(name)}; the laws are ${Object.keys(laws).join(', ')}`);
    if (reason.trim() === '') throw new TypeError(`skip: say why ${JSON.stringify(name)} is left out`);
  }
  const provider = factory({ baseURL: nowhere, key: testKey });
  const reasonToSkip = (name: string, { needsUpstream, concerns }: Law): string | undefined => {
    const isNeeded = typeof needsUpstream === 'string' ? provider[needsUpstream] === true : needsUpstream === true;
    const noUpstream = scenario.start === undefined && isNeeded ? 'there is no upstream: the provider answers in this process' : undefined;
    const nothing = concerns?.(provider) === false ? 'the provider has none' : undefined;
    return Object.entries(skip).find(([skipped]) => skipped === name)?.[1] ?? noUpstream ?? nothing;
  };

  describe(`the laws, kept by ${provider.id}`, () => {
    for (const [name, law] of Object.entries(laws)) {
      const reason = reasonToSkip(name, law);
      test.skipIf(reason !== undefined)(reason === undefined ? law.sentence : `${law.sentence} (skipped: ${reason})`, { timeout }, () =>
        law.check({ factory, scenario }),
      );
    }
  });
}
