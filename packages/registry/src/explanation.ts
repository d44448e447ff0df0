import type { AsyncGeneratorProvider } from '@g4f/core';
import { walk, type Candidate, type Catalogue, type Entry } from './catalogue.ts';
import { isFlagName, passes, type Flags } from './criteria.ts';
import type { Limits } from './limits.ts';
import { modelOf, type Query } from './query.ts';
import { quote } from './quote.ts';
import type { Reason } from './reason.ts';

/** What became of one provider in a selection. */
export interface Explanation<P = AsyncGeneratorProvider> {
  readonly provider: P;
  /** The id of the model that it was looked at for: the best fit where the query names none, `undefined` where it has none. */
  readonly model: string | undefined;
  /** The name that was asked for, where nobody has it any more and `model` replaces it. */
  readonly replaces?: string | undefined;
  /** It is the one that `resolve` gives. */
  readonly chosen: boolean;
  /** Empty for the chosen one alone. */
  readonly reasons: readonly Reason[];
}

function workingReason(flags: Flags, { working = true }: Query): readonly Reason[] {
  if (working === 'any' || passes(flags['working'], working, false)) return [];
  const message = working
    ? `is not declared to be working; ask with working: 'any' to choose it all the same`
    : `is declared to be working, and the query asks for the others`;
  return [{ code: 'working', message }];
}

function localReason(declared: boolean | undefined, wanted: boolean, url: string): Reason {
  const where = declared === undefined ? 'does not say where it runs' : `runs ${declared ? 'on this machine' : 'elsewhere'} (${url})`;
  return { code: 'local', declared, message: wanted || declared !== true ? where : `${where}, and the query asks for the others` };
}

function flagReasons(flags: Flags, { url }: AsyncGeneratorProvider, query: Query): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const [flag, wanted] of Object.entries(query)) {
    if (flag === 'working' || typeof wanted !== 'boolean' || !isFlagName(flag)) continue;
    const declared = flags[flag];
    if (passes(declared, wanted, query.undeclared === 'allow')) continue;
    const said = declared === undefined ? `does not declare ${flag}` : `declares ${flag}: ${declared}`;
    const message = wanted && declared === undefined ? `${said}; undeclared: 'allow' would let it pass` : said;
    reasons.push(flag === 'local' ? localReason(declared, wanted, url) : { code: 'flag', flag, declared, message });
  }
  return reasons;
}

interface Looked {
  readonly model: string;
  readonly reasons: readonly Reason[];
}

/** The model of a provider that comes closest to a query: the first without a reason against it, else the one with the fewest. */
function bestOf<P>({ names, distinct }: Entry<P>, limits: Limits | undefined, look: (candidate: Candidate<P>, name: string) => Looked): Looked | undefined {
  let best: Looked | undefined;
  // Where flags alone decide, one model for each set of flags is enough.
  const each = limits === undefined ? distinct.map((candidate) => [candidate.model ?? '', candidate] as const) : names;
  for (const [name, candidate] of each) {
    const looked = look(candidate, name);
    if (best === undefined || looked.reasons.length < best.reasons.length) best = looked;
    if (best.reasons.length === 0) break;
  }
  return best;
}

/** Gives every provider of a catalogue its reasons, in order of preference. */
export function explainAll<P extends AsyncGeneratorProvider>(catalogue: Catalogue<P>, query: Query, limits: Limits | undefined): readonly Explanation<P>[] {
  const asked = modelOf(query);
  const lookup = asked === undefined ? undefined : catalogue.lookup(asked);
  const named = new Map([...walk(lookup?.first)].map((candidate) => [candidate.provider, candidate]));
  let chosen: string | undefined;

  const look = ({ provider, flags, model: id }: Candidate<P>, name: string): Looked => {
    const model = id ?? name;
    const contextWindow = catalogue.entries.get(provider.id)?.windows.get(model);
    return { model, reasons: [...workingReason(flags, query), ...flagReasons(flags, provider, query), ...(limits?.reasons({ provider, model, flags, contextWindow }) ?? [])] };
  };
  const lookAt = (entry: Entry<P>): Looked | undefined => {
    if (lookup === undefined) return bestOf(entry, limits, look);
    const candidate = named.get(entry.provider);
    return candidate === undefined ? undefined : look(candidate, lookup.name);
  };
  const explain = (entry: Entry<P>): Explanation<P> => {
    const { provider } = entry;
    const left = (reason: Reason): Explanation<P> => ({ provider, model: undefined, chosen: false, reasons: [reason] });
    if (lookup?.only !== undefined && lookup.only !== entry) return left({ code: 'provider', message: `the query names ${lookup.only.provider.id}` });
    const looked = lookAt(entry);
    if (looked === undefined) return left({ code: 'model', message: `has no model ${quote(lookup?.name ?? '')}` });
    const isMatch = looked.reasons.length === 0;
    const isChosen = isMatch && chosen === undefined;
    if (isChosen) chosen = provider.id;
    const reasons: readonly Reason[] = isMatch && !isChosen ? [{ code: 'order', message: `matches, but comes after ${String(chosen)}` }] : looked.reasons;
    return { provider, model: looked.model, ...(lookup?.replaces === undefined ? {} : { replaces: lookup.replaces }), chosen: isChosen, reasons };
  };
  return [...catalogue.entries.values()].map(explain);
}
