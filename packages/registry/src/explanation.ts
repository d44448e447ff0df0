import type { AsyncGeneratorProvider } from '@g4f/core';
import { walk, type Candidate, type Catalogue, type Entry } from './catalogue.ts';
import { meets, passes, toCriteria, type Criteria } from './criteria.ts';
import type { Query } from './query.ts';
import { quote } from './quote.ts';
import type { Reason } from './reason.ts';

/** What became of one provider in a selection. */
export interface Explanation<P = AsyncGeneratorProvider> {
  readonly provider: P;
  /** The id of the model that it was looked at for: the best fit where the query names none, `undefined` where it has none. */
  readonly model: string | undefined;
  /** It is the one that `resolve` gives. */
  readonly chosen: boolean;
  /** Empty for the chosen one alone. */
  readonly reasons: readonly Reason[];
}

function workingReason(flags: Candidate<unknown>['flags'], query: Query): readonly Reason[] {
  const { working = true } = query;
  if (working === 'any' || passes(flags['working'], working, false)) return [];
  const message = working
    ? `is not declared to be working; ask with working: 'any' to choose it all the same`
    : `is declared to be working, and the query asks for the others`;
  return [{ code: 'working', message }];
}

function flagReasons({ flags }: Candidate<unknown>, query: Query, { isLax }: Criteria): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const [flag, wanted] of Object.entries(query)) {
    if (flag === 'working' || typeof wanted !== 'boolean') continue;
    const declared = flags[flag];
    if (passes(declared, wanted, isLax)) continue;
    const said = declared === undefined ? `does not declare ${flag}` : `declares ${flag}: ${declared}`;
    reasons.push({ code: 'flag', flag, declared, message: wanted && declared === undefined ? `${said}; undeclared: 'allow' would let it pass` : said });
  }
  return reasons;
}

/** Gives every provider of a catalogue its reasons, in order of preference. */
export function explainAll<P extends AsyncGeneratorProvider>(catalogue: Catalogue<P>, query: Query): readonly Explanation<P>[] {
  const criteria = toCriteria(query, catalogue.bits);
  const lookup = query.model === undefined ? undefined : catalogue.lookup(query.model);
  const named = new Map([...walk(lookup?.first)].map((candidate) => [candidate.provider, candidate]));
  let chosen: string | undefined;

  const explain = (entry: Entry<P>): Explanation<P> => {
    const { provider } = entry;
    const left = (reason: Reason): Explanation<P> => ({ provider, model: undefined, chosen: false, reasons: [reason] });
    if (lookup?.only !== undefined && lookup.only !== entry) return left({ code: 'provider', message: `the query names ${lookup.only.provider.id}` });
    const candidate = lookup === undefined ? bestOf(entry, criteria, query) : named.get(provider);
    if (candidate === undefined) return left({ code: 'model', message: `has no model ${quote(lookup?.name ?? '')}` });
    const reasons: Reason[] = [...workingReason(candidate.flags, query), ...flagReasons(candidate, query, criteria)];
    const isChosen = reasons.length === 0 && chosen === undefined;
    if (isChosen) chosen = provider.id;
    else if (reasons.length === 0) reasons.push({ code: 'order', message: `matches, but comes after ${String(chosen)}` });
    return { provider, model: candidate.model ?? lookup?.name, chosen: isChosen, reasons };
  };
  return [...catalogue.entries.values()].map(explain);
}

/** The model of a provider that comes closest to a query: one that meets it, else the one with the fewest reasons against it. */
function bestOf<P>({ distinct }: Entry<P>, criteria: Criteria, query: Query): Candidate<P> | undefined {
  const against = (candidate: Candidate<P>): number => workingReason(candidate.flags, query).length + flagReasons(candidate, query, criteria).length;
  return distinct.find((candidate) => meets(candidate, criteria)) ?? distinct.toSorted((a, b) => against(a) - against(b))[0];
}
