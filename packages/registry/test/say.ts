import { defineProvider, type AsyncGeneratorProvider, type ProviderExtras, type ProviderInfo } from '@g4f/core';

/** A provider that only says its name: for tests of who is chosen. */
export function say<const Info extends ProviderInfo>(info: Info, extras: ProviderExtras = {}): AsyncGeneratorProvider<Info> {
  return defineProvider<Info>(
    info as Parameters<typeof defineProvider<Info>>[0],
    async function* () {
      yield info.id;
    },
    extras,
  );
}

/** What every provider of a test has unless it says otherwise. */
export const common = { url: 'https://example.com', models: ['m'], working: true } as const;
