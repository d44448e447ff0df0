import type { AsyncGeneratorProvider, Model } from '@g4f/core';

/** The flags that a provider or a model declares, either way: flags are open, so every boolean is one. */
export function declaredFlags(info: AsyncGeneratorProvider | Model): { readonly [flag: string]: boolean } {
  return Object.fromEntries(Object.entries(info).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

/** The names of the flags that are declared as true, `working` aside: it has a column of its own. */
export function abilities(flags: { readonly [flag: string]: boolean }): string {
  return Object.keys(flags).filter((flag) => flags[flag] === true && flag !== 'working').join(', ');
}
