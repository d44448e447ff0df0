import { modelInfo } from '@g4f/core';
import type { ModelPrice } from '@g4f/models';
import { abilities, declaredFlags } from '../declared-flags.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import { table } from '../terminal/table.ts';
import { createTerminal } from '../terminal/terminal.ts';

/** Tokens in short: `128k`, `1.05m`. */
function inShort(tokens: number | undefined): string {
  if (tokens === undefined) return '';
  const [size, unit] = tokens >= 1_000_000 ? [1_000_000, 'm'] : tokens >= 1_000 ? [1_000, 'k'] : [1, ''];
  return `${Number((tokens / size).toPrecision(3))}${unit}`;
}

/** What a million tokens cost: of the prompt, and of the answer. */
function inDollars(price: ModelPrice | undefined): string {
  if (price === undefined) return '';
  return price.input === 0 && price.output === 0 ? 'free' : `$${price.input}/$${price.output}`;
}

/** `g4f models`: each model of each provider, with what can be said of it: context and prices where somebody knows them. */
export async function models({ json = false }: { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  const [{ providers }, { catalogue }] = await Promise.all([findProviders({}, io), import('@g4f/models/all')]);
  const shown = providers.flatMap((provider) =>
    provider.models.map((model) => {
      const id = typeof model === 'string' ? model : model.id;
      const facts = catalogue.lookup(provider.id, id);
      const contextWindow = modelInfo(provider, id).contextWindow ?? facts?.contextWindow;
      return { provider: provider.id, model: id, contextWindow, flags: { ...declaredFlags(provider), ...declaredFlags(model) }, facts };
    }),
  );
  if (json) await terminal.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    const columns: readonly (readonly [string, (each: (typeof shown)[number]) => string])[] = [
      ['provider', ({ provider }) => provider],
      ['model', ({ model }) => model],
      ['working', ({ flags }) => (flags['working'] === true ? 'yes' : 'no')],
      ['context', ({ contextWindow }) => inShort(contextWindow)],
      ['price', ({ facts }) => inDollars(facts?.price)],
      ['flags', ({ flags }) => abilities(flags)],
    ];
    // A column that has nothing to say about anybody is left out.
    const filled = columns.filter(([head, cell]) => head === 'flags' || shown.length === 0 || shown.some((each) => cell(each) !== ''));
    await terminal.write(table(filled.map(([head]) => head), shown.map((each) => filled.map(([, cell]) => cell(each))), terminal));
  }
  return exitCodes.ok;
}
