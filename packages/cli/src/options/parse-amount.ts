import { UsageError } from '../usage-error.ts';

const factors: { readonly [unit: string]: number } = { '': 1, k: 1_000, m: 1_000_000 };

/**
 * Makes a parser of amounts: a number from 0 up, and where units are allowed `k` for a thousand of it and `m` for a million.
 *
 * @example
 * amountParser('--min-context', 'k', 'm')('128k'); // 128000
 */
export function amountParser(option: string, ...units: readonly ('k' | 'm')[]): (text: string) => number {
  return (text) => {
    const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)([a-z]?)$/.exec(text.trim().toLowerCase()) ?? [];
    const factor = unit === '' || units.some((each) => each === unit) ? factors[unit] : undefined;
    if (digits === '' || factor === undefined) throw new UsageError(`${option} takes a number${units.length === 0 ? '' : `, such as 8000 or 128${units[0] ?? ''}`}.`);
    return Number(digits) * factor;
  };
}
