import { ProviderError } from '@g4f/core';
import type { Catalogue } from './catalogue.ts';
import { closestNames } from './closest-names.ts';
import type { Explanation } from './explanation.ts';
import type { Query } from './query.ts';
import { quote } from './quote.ts';

/** Candidates that a message lists; `explain` gives them all. */
const mostListed = 20;

const isElsewhere = ({ reasons }: Explanation<unknown>): boolean => reasons.some(({ code }) => code === 'model' || code === 'provider');

/** The query in words that can be pasted back. */
function wordsOf(query: Query): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  return `{ ${asked.map(([key, value]) => `${key}: ${typeof value === 'string' ? quote(value) : String(value)}`).join(', ')} }`;
}

/** Makes the error of a selection that found nobody: every candidate and why it was left out, those that have the model first. */
export function noProvider(query: Query, catalogue: Pick<Catalogue<unknown>, 'names'>, explanations: readonly Explanation[]): ProviderError {
  const sorted = explanations.toSorted((a, b) => Number(isElsewhere(a)) - Number(isElsewhere(b)));
  const lines = sorted.slice(0, mostListed).map(({ provider, model, reasons }) => {
    return `- ${provider.id}${model === undefined ? '' : `/${model}`}: ${reasons.map(({ message }) => message).join('; ')}`;
  });
  if (sorted.length > mostListed) lines.push(`- and ${sorted.length - mostListed} more; registry.explain(query) gives them all`);
  const isUnknown = query.model !== undefined && explanations.every(isElsewhere);
  const close = isUnknown ? closestNames(query.model, catalogue.names()) : [];
  if (close.length > 0) lines.push(`Did you mean ${close.join(' or ')}?`);
  if (explanations.length === 0) lines.push('The registry is empty.');
  return new ProviderError([`registry: no provider for ${wordsOf(query)}`, ...lines].join('\n'), { code: 'no-provider' });
}
