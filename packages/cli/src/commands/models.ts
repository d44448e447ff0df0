import { abilities, declaredFlags } from '../declared-flags.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import { table } from '../terminal/table.ts';
import { createTerminal } from '../terminal/terminal.ts';

/** `g4f models`: each model of each provider, with what can be said of it. */
export async function models({ json = false }: { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  const { providers } = await findProviders({}, io);
  const shown = providers.flatMap((provider) =>
    provider.models.map((model) => {
      const { id, contextWindow } = typeof model === 'string' ? { id: model } : model;
      return { provider: provider.id, model: id, contextWindow, flags: { ...declaredFlags(provider), ...declaredFlags(model) } };
    }),
  );
  if (json) await terminal.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    const rows = shown.map(({ provider, model, flags }) => [provider, model, flags['working'] === true ? 'yes' : 'no', abilities(flags)]);
    await terminal.write(table(['provider', 'model', 'working', 'flags'], rows, terminal));
  }
  return exitCodes.ok;
}
