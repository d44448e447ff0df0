import { declaredFlags, abilities } from '../declared-flags.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import { table } from '../terminal/table.ts';
import { createTerminal } from '../terminal/terminal.ts';

/** Characters of a model's id that the table shows. */
const longest = 28;
const inShort = ([first = '', ...others]: readonly string[]): string =>
  `${first.length > longest ? `${first.slice(0, longest - 1)}…` : first}${others.length === 0 ? '' : ` +${others.length}`}`;

/** `g4f providers`: who is there, and what failed to load. */
export async function providers({ json = false }: { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  const { found, failed } = await findProviders({}, io);
  const shown = found.map(({ provider, packageName, version }) => {
    const { id, url, working = false, models } = provider;
    return { id, url, working, models: models.map((model) => (typeof model === 'string' ? { id: model } : model)), flags: declaredFlags(provider), from: `${packageName}@${version}` };
  });
  if (json) {
    await terminal.write(`${JSON.stringify({ providers: shown, failed }, null, 2)}\n`);
    return exitCodes.ok;
  }
  const rows = shown.map(({ id, working, models, flags }) => [id, working ? 'yes' : 'no', inShort(models.map((model) => model.id)), abilities(flags)]);
  if (rows.length > 0) await terminal.write(table(['provider', 'working', 'models', 'flags'], rows, terminal));
  else terminal.warn('no provider was found; install one, such as @g4f/provider-aibn, in the project of this directory');
  for (const { packageName, reason } of failed) terminal.warn(packageName === undefined ? reason : `${packageName} failed to load: ${reason}`);
  return exitCodes.ok;
}
