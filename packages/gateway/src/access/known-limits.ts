import type { Counted } from '../shared/counts.ts';
import type { LimitOptions } from './limit-options.ts';

/** What a limit is on. */
export type Unit = 'requests' | 'tokens' | 'budget';

/** One limit of a caller. */
export interface KnownLimit extends Counted {
  readonly unit: Unit;
}

/** Budgets are counted in billionths of a dollar: whole numbers, the only ones that add up alike everywhere. */
export const perDollar = 1e9;

const fields = ['requestsPerMinute', 'tokensPerMinute', 'budget'] as const;
const budgetFields = ['perDay', 'perMonth'] as const;

/** Fields of {@link LimitOptions}. */
export const limitFields: readonly string[] = fields;

const isField = (name: string): boolean => /^[a-z]\w{0,31}$/i.test(name);

/** @throws TypeError for what is no plain object, or has a field that is not known: a misspelt limit would be none */
export function checkFields(where: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${where} must be an object with ${known.join(', ')}`);
  for (const name of Object.keys(value)) {
    // A name that is no name may be a key in the wrong place.
    if (!known.includes(name)) throw new TypeError(`${where}: there is no field ${isField(name) ? name : 'of that name'}; there are ${known.join(', ')}`);
  }
}

function amountOf(where: string, value: number | false | undefined, isWhole: boolean): number | undefined {
  if (value === undefined || value === false) return undefined;
  if (typeof value !== 'number' || !(value > 0) || !(isWhole ? Number.isSafeInteger(value) : value <= 1e6)) {
    throw new RangeError(`${where} must be ${isWhole ? 'a whole number above 0' : 'dollars above 0, a million at most'}, or false for no limit`);
  }
  return value;
}

/** @throws TypeError or RangeError for what makes no sense */
export function checkLimits(where: string, limits: LimitOptions): void {
  amountOf(`${where}.requestsPerMinute`, limits.requestsPerMinute, true);
  amountOf(`${where}.tokensPerMinute`, limits.tokensPerMinute, true);
  const { budget } = limits;
  if (budget === undefined) return;
  checkFields(`${where}.budget`, budget, budgetFields);
  for (const field of budgetFields) amountOf(`${where}.budget.${field}`, budget[field], false);
}

/** The limits of a caller: its own, and for the rest the defaults. Both are checked. */
export function limitsOf(id: string, own: LimitOptions, defaults: LimitOptions): readonly KnownLimit[] {
  const of = (unit: Unit, period: Counted['period'], value: number | false | undefined, scale = 1): readonly KnownLimit[] =>
    value === undefined || value === false ? [] : [{ name: `${id}:${unit}`, unit, period, limit: Math.round(value * scale) }];
  const { requestsPerMinute = defaults.requestsPerMinute, tokensPerMinute = defaults.tokensPerMinute, budget = {} } = own;
  const { perDay = defaults.budget?.perDay, perMonth = defaults.budget?.perMonth } = budget;
  return [
    ...of('requests', 'minute', requestsPerMinute),
    ...of('tokens', 'minute', tokensPerMinute),
    ...of('budget', 'day', perDay, perDollar),
    ...of('budget', 'month', perMonth, perDollar),
  ];
}
