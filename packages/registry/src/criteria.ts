import { ProviderError } from '@g4f/core';

/** Flags that fit in one small integer; the rest are compared by name. */
const mostBits = 31;

/** What a query asks for, apart from the model, in the form in which candidates are compared. */
export interface Criteria {
  /** Bits of the flags that must be declared as true. */
  readonly yes: number;
  /** Bits of the flags that must not be declared as true. */
  readonly notYes: number;
  /** Bits of the flags that must not be declared as false. */
  readonly notNo: number;
  /** What has no bit: flags that nobody declares, and those beyond the 31st. */
  readonly others: readonly (readonly [flag: string, wanted: boolean])[];
  /** Undeclared passes where "yes" is asked for. */
  readonly isLax: boolean;
}

/** A query whose keys and values are not known yet: it may come from JavaScript or JSON. */
interface Values {
  readonly [key: string]: unknown;
}

/** Declared flags by name. */
export interface Flags {
  readonly [flag: string]: boolean;
}

/** Gives each flag its bit, `working` the lowest. */
export type FlagBits = ReadonlyMap<string, number>;

const workingBit = 1;
/** What a query may say besides flags. A flag of one of these names is none. */
const otherKeys: ReadonlySet<string> = new Set(['model', 'undeclared', 'minContext', 'maxPrice', 'healthy', 'for']);
const none: Criteria['others'] = [];

/** Tells whether a property of a query, or of a provider, is a flag by its name. */
export const isFlagName = (key: string): boolean => !otherKeys.has(key);

/** Numbers the flags that are declared anywhere. */
export function numberFlags(declared: Iterable<string>): FlagBits {
  const names = [...new Set(['working', ...declared])].filter(isFlagName).slice(0, mostBits);
  return new Map(names.map((name, index) => [name, 1 << index]));
}

/** The bits of the flags whose value is the one given. */
export function bitsWhere(bits: FlagBits, flags: Flags, value: boolean): number {
  let mask = 0;
  for (const [flag, bit] of bits) if (flags[flag] === value) mask |= bit;
  return mask;
}

/** The error for a query that means nothing. */
export function invalid(key: string, expected: string): ProviderError {
  return new ProviderError(`registry: ${key} in a query must be ${expected}`, { code: 'invalid-request' });
}

/**
 * The bits that a plain query asks for: a model, and flags that must be true. Anything else is `undefined`, and {@link toCriteria}
 * reads it, with what reads the rest. Nearly every query is plain, and reading one so makes no object: half of the time of a selection.
 */
export function plainBits(query: Values, bits: FlagBits): number | undefined {
  let wanted = workingBit;
  for (const key in query) {
    if (key === 'model') continue;
    const bit = query[key] === true ? bits.get(key) : undefined;
    if (bit === undefined) return undefined;
    wanted |= bit;
  }
  return wanted;
}

/**
 * Reads a query.
 *
 * @throws ProviderError `invalid-request` for a value that means nothing
 */
export function toCriteria(query: Values, bits: FlagBits): Criteria {
  let wanted = 0;
  let unwanted = 0;
  let working = workingBit;
  let isLax = false;
  let others = none;
  for (const key in query) {
    const value = query[key];
    if (value === undefined) continue;
    if (key === 'undeclared') {
      if (value !== 'allow' && value !== 'deny') throw invalid(key, "'allow' or 'deny'");
      isLax = value === 'allow';
    } else if (key === 'working') {
      if (typeof value !== 'boolean' && value !== 'any') throw invalid(key, "true, false or 'any'");
      if (value !== true) working = 0;
      if (value === false) unwanted |= workingBit;
    } else if (isFlagName(key)) {
      if (typeof value !== 'boolean') throw invalid(key, 'true or false');
      const bit = bits.get(key);
      if (bit === undefined) others = [...others, [key, value]];
      else if (value) wanted |= bit;
      else unwanted |= bit;
    }
  }
  return { yes: isLax ? working : wanted | working, notYes: unwanted, notNo: isLax ? wanted : 0, others, isLax };
}

/** Flags ready to be compared. */
export interface FlagMask {
  readonly flags: Flags;
  /** Bits of the flags declared as true. */
  readonly yes: number;
  /** Bits of the flags declared as false. */
  readonly no: number;
}

/** Tells whether declared flags meet the criteria. */
export function meets({ yes, no, flags }: FlagMask, criteria: Criteria): boolean {
  return (
    (yes & criteria.yes) === criteria.yes &&
    (yes & criteria.notYes) === 0 &&
    (no & criteria.notNo) === 0 &&
    (criteria.others === none || criteria.others.every(([flag, wanted]) => passes(flags[flag], wanted, criteria.isLax)))
  );
}

/** The same, for one flag and without bits. */
export function passes(declared: boolean | undefined, wanted: boolean, isLax: boolean): boolean {
  if (!wanted) return declared !== true;
  return declared ?? isLax;
}
