import { flags, type AsyncGeneratorProvider } from '@g4f/core';
import { closest } from './closest.ts';
import { declaredFlags, shortFlag } from './declared-flags.ts';
import { UsageError } from './usage-error.ts';

const bare = (flag: string): string => flag.replace(/^(?:supports?|needs?)/i, '').toLowerCase();

/**
 * Reads the names of flags, in full or in short, by those of the contract and those that any provider declares.
 *
 * @throws UsageError for a name that is none, with the closest ones
 */
export function checkFlags(names: readonly string[], providers: readonly AsyncGeneratorProvider[]): { readonly [flag: string]: true } {
  const declared = providers.flatMap((provider) => [provider, ...provider.models].flatMap((info) => Object.keys(declaredFlags(info))));
  const known = [...new Set<string>([...flags, ...declared])];
  const full = (name: string): string | undefined => known.find((flag) => flag === name) ?? known.find((flag) => shortFlag(flag) === name);
  const unknown = names.find((name) => full(name) === undefined);
  if (unknown === undefined) return Object.fromEntries(names.map((name) => [full(name) ?? name, true] as const));
  const close = closest(unknown, known, bare);
  const cure = close.length === 0 ? `there are ${known.join(', ')}` : `did you mean ${close.join(' or ')}?`;
  throw new UsageError(`--require: there is no flag ${JSON.stringify(unknown)}; ${cure}`);
}
