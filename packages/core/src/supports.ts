import type { Flag, ProviderFlags } from './flags.ts';
import { modelInfo } from './models.ts';
import type { ProviderInfo } from './provider.ts';

/**
 * Tells whether a provider declares every one of the flags, and narrows its type by them.
 *
 * @example
 * if (supports(provider, 'supportsTools', 'supportsImages')) provider.supportsTools satisfies true;
 */
export function supports<P extends ProviderFlags, const F extends Flag>(provider: P, ...flags: readonly F[]): provider is P & { readonly [K in F]: true } {
  return flags.every((flag) => provider[flag] === true);
}

/**
 * One flag of one model: the model's own word, else its provider's. `undefined` is undeclared.
 *
 * @example
 * flagOf({ id: 'a', url: '', models: ['big', { id: 'small', supportsImages: false }], supportsImages: true }, 'small', 'supportsImages'); // false
 */
export function flagOf(info: ProviderInfo, model: string, flag: Flag): boolean | undefined {
  return modelInfo(info, model)[flag] ?? info[flag];
}
