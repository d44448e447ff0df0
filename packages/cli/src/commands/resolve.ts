import type { ModelCatalogue } from '@g4f/registry';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import type { LimitOptions, SelectionOptions } from '../options/selection-options.ts';
import { noProvider, reasonsOf, select, verdictOf } from '../selection.ts';
import { table } from '../terminal/table.ts';
import { createTerminal } from '../terminal/terminal.ts';

/** What `g4f resolve` may be told. */
export interface ResolveOptions extends SelectionOptions, LimitOptions {
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** What is known of models elsewhere is loaded where it is asked for. */
async function catalogueFor({ minContext, maxPrice }: LimitOptions): Promise<ModelCatalogue | undefined> {
  return minContext === undefined && maxPrice === undefined ? undefined : (await import('@g4f/models/all')).catalogue;
}

/** `g4f resolve`: who would answer, and why not the others. */
export async function resolve(options: ResolveOptions, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  const [found, catalogue] = await Promise.all([findProviders(options, io), catalogueFor(options)]);
  const selection = select(found, options, {}, { ...options, catalogue });
  const [choice] = selection.choices;
  const code = choice === undefined ? exitCodes.noProvider : exitCodes.ok;
  if (options.json === true) {
    const chosen = choice === undefined ? null : { provider: choice.provider.id, model: choice.model };
    const candidates = selection.explanations.map((explanation) => ({
      provider: explanation.provider.id,
      model: explanation.model,
      verdict: verdictOf(explanation),
      reasons: explanation.reasons.map(({ message: _message, ...reason }) => reason),
    }));
    await terminal.write(`${JSON.stringify({ chosen, candidates }, null, 2)}\n`);
    return code;
  }
  if (choice === undefined && (options.explain !== true || selection.explanations.length === 0)) throw noProvider(selection, options, found);
  if (options.explain === true) {
    const rows = selection.explanations.flatMap((each) => reasonsOf(each).map(({ code, words }) => [each.provider.id, each.model ?? '', code, words]));
    await terminal.write(table(['provider', 'model', 'reason', 'in words'], rows, terminal));
    return code;
  }
  const rows = selection.explanations.map((explanation) => [explanation.provider.id, explanation.model ?? '', verdictOf(explanation)]);
  await terminal.write(table(['provider', 'model', 'verdict'], rows, terminal));
  return code;
}
