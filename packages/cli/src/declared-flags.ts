import { flags as known, type AsyncGeneratorProvider, type Model } from '@g4f/core';

/** The flags that a provider or a model declares, either way: flags are open, so every boolean is one. */
export function declaredFlags(info: AsyncGeneratorProvider | Model): { readonly [flag: string]: boolean } {
  return Object.fromEntries(Object.entries(info).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

/** A flag in short, for tables and on the command line: `tools` for `supportsTools`. */
export function shortFlag(flag: string): string {
  return flag.replace(/^supports(?=[A-Z])./, (start) => start.slice(-1).toLowerCase());
}

/** The flags that are declared as true, in short; `working` aside, which has a column of its own. */
export function abilities(flags: { readonly [flag: string]: boolean }): string {
  return [...new Set([...known, ...Object.keys(flags)])]
    .filter((flag) => flags[flag] === true && flag !== 'working')
    .map(shortFlag)
    .join(' ');
}
