import { isProviderError, modelId, needsOf, ProviderError, type Need } from '@g4f/core';
import type { Catalogue } from './catalogue.ts';
import { closestNames } from './closest-names.ts';
import type { Explanation } from './explanation.ts';
import { modelOf, type Query } from './query.ts';
import { quote } from './quote.ts';

/** Candidates that a message lists; `explain` gives them all. */
const mostListed = 20;

const isElsewhere = ({ reasons }: Explanation<unknown>): boolean => reasons.some(({ code }) => code === 'model' || code === 'provider');

/** The error of a selection that found nobody, with all that is known about it as data. None of it shows in a log. */
export class NoProviderError extends ProviderError {
  readonly #explanations: readonly Explanation[];
  readonly #needs: readonly Need[];

  constructor(message: string, explanations: readonly Explanation[], needs: readonly Need[]) {
    super(message, { code: 'no-provider' });
    this.#explanations = explanations;
    this.#needs = needs;
  }

  /** What became of each provider, as `registry.explain` says it. */
  get explanations(): readonly Explanation[] {
    return this.#explanations;
  }

  /** What the request itself asked for, if the query had one. */
  get needs(): readonly Need[] {
    return this.#needs;
  }
}

/**
 * Tells the error of a selection that found nobody, also one that another copy of this package made.
 *
 * @example
 * try {
 *   registry.resolve({ for: request });
 * } catch (error) {
 *   if (!isNoProvider(error)) throw error;
 *   const lacking = error.needs.map(({ what }) => what);
 * }
 */
export function isNoProvider(error: unknown): error is NoProviderError {
  return isProviderError(error) && error.code === 'no-provider' && 'explanations' in error && 'needs' in error;
}

/** A value of a query in words that can be pasted back. A request is told by the caller's needs, never by what it holds. */
function wordOf(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${String(inner)}`).join(', ')} }`;
}

function wordsOf({ for: request, ...query }: Query, needs: readonly Need[]): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const words = asked.length === 0 ? '{ }' : `{ ${asked.map(([key, value]) => `${key}: ${wordOf(value)}`).join(', ')} }`;
  if (request === undefined || (needs.length === 0 && asked.length > 0)) return words;
  return [...(asked.length === 0 ? [] : [words, 'and']), 'a request', ...(needs.length === 0 ? [] : [`with ${needs.map(({ what }) => what).join(', ')}`])].join(' ');
}

/** Makes the error of a selection that found nobody: every candidate and why it was left out, those that have the model first. */
export function noProvider(query: Query, catalogue: Pick<Catalogue<unknown>, 'names'>, explanations: readonly Explanation[]): NoProviderError {
  const needs = query.for === undefined ? [] : needsOf(query.for);
  const sorted = explanations.toSorted((a, b) => Number(isElsewhere(a)) - Number(isElsewhere(b)));
  const lines = sorted.slice(0, mostListed).map(({ provider, model, reasons }) => {
    return `- ${provider.id}${model === undefined ? '' : `/${model}`}: ${reasons.map(({ message }) => message).join('; ')}`;
  });
  if (sorted.length > mostListed) lines.push(`- and ${sorted.length - mostListed} more; registry.explain(query) gives them all`);
  const model = modelOf(query);
  const own = explanations.find(({ provider }) => provider.id === model)?.provider;
  if (own !== undefined) lines.push(`${quote(own.id)} is a provider: ask for "${own.id}/${modelId(own.models[0])}", or take registry.get(${quote(own.id)})`);
  const close = model !== undefined && explanations.every(isElsewhere) ? closestNames(model, catalogue.names()) : [];
  if (close.length > 0) lines.push(`Did you mean ${close.join(' or ')}?`);
  if (explanations.length === 0) lines.push('The registry is empty.');
  return new NoProviderError([`registry: no provider for ${wordsOf(query, needs)}`, ...lines].join('\n'), explanations, needs);
}
