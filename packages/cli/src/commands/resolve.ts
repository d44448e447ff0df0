import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import type { SelectionOptions } from '../options/selection-options.ts';
import { noProvider, select, verdictOf } from '../selection.ts';
import { table } from '../terminal/table.ts';
import { createTerminal } from '../terminal/terminal.ts';

/** `g4f resolve`: who would answer, and why not the others. */
export async function resolve(options: SelectionOptions & { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  const found = await findProviders(options, io);
  const selection = select(found, options);
  const [choice] = selection.choices;
  if (options.json === true) {
    const chosen = choice === undefined ? null : { provider: choice.provider.id, model: choice.model };
    const candidates = selection.explanations.map((explanation) => ({
      provider: explanation.provider.id,
      model: explanation.model,
      verdict: verdictOf(explanation),
      reasons: explanation.reasons.map(({ message: _message, ...reason }) => reason),
    }));
    await terminal.write(`${JSON.stringify({ chosen, candidates }, null, 2)}\n`);
    return choice === undefined ? exitCodes.noProvider : exitCodes.ok;
  }
  if (choice === undefined) throw noProvider(selection, options, found);
  const rows = selection.explanations.map((explanation) => [explanation.provider.id, explanation.model ?? '', verdictOf(explanation)]);
  await terminal.write(table(['provider', 'model', 'verdict'], rows, terminal));
  return exitCodes.ok;
}
