import type { AsyncGeneratorProvider } from '@g4f/core';
import type { Discovery } from '@g4f/registry/node';
import { createHealth } from '@g4f/registry/routes';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import { Interruption } from '../interruption.ts';
import type { Io } from '../io.ts';
import type { ProbeOptions } from '../options/probe-options.ts';
import type { Finding, NotAsked } from '../probe/finding.ts';
import { inParallel } from '../probe/in-parallel.ts';
import { probeProvider } from '../probe/probe-provider.ts';
import { showProgress } from '../probe/progress.ts';
import { reportOf } from '../probe/report.ts';
import { whyNotAsked } from '../probe/why-not-asked.ts';
import { noProvider } from '../selection.ts';
import { createTerminal, type Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Providers that are asked at the same time. */
const atOnce = 8;
/** Milliseconds that a question may take, unless `--timeout` says otherwise. */
const patience = 60_000;

/** Who may be asked: those who are named, or everybody who was found. */
async function candidates({ provider: ids, model, baseUrl }: ProbeOptions, io: Io): Promise<{ readonly found: Discovery; readonly named: readonly AsyncGeneratorProvider[] }> {
  if (ids?.length !== 1 && (model ?? baseUrl) !== undefined) throw new UsageError('-m and --base-url need to know whose: say -p <provider>, and one of them');
  const found = await findProviders({ ...(ids?.length === 1 && { provider: ids[0] ?? '' }), ...(baseUrl !== undefined && { baseUrl }) }, io);
  const unknown = ids?.find((id) => found.providers.every((provider) => provider.id !== id));
  if (unknown !== undefined) throw noProvider({ choices: [], explanations: [], asked: '' }, { provider: unknown }, found);
  return { found, named: ids === undefined ? found.providers : found.providers.filter(({ id }) => ids.includes(id)) };
}

const isNotAsked = (result: Finding | NotAsked): result is NotAsked => 'reason' in result;
const isFinding = (result: Finding | NotAsked): result is Finding => !isNotAsked(result);

function exitCodeOf(findings: readonly Finding[], notAsked: readonly NotAsked[], ids: ProbeOptions['provider'] = []): ExitCode {
  if (findings.some(({ failure, flags }) => failure !== undefined || flags.some(({ observed }) => observed === 'refused'))) return exitCodes.upstream;
  return findings.length === 0 || notAsked.some(({ provider }) => ids.includes(provider)) ? exitCodes.noProvider : exitCodes.ok;
}

/** What has come by the time that somebody presses Ctrl-C. Stdout is for whole results. */
function showInterrupted(findings: readonly Finding[], total: number, { signal }: Io, terminal: Terminal): void {
  if (!(signal.reason instanceof Interruption) || findings.length === 0) return;
  terminal.draw(reportOf(findings, [], terminal));
  terminal.warn(`stopped: ${total - findings.length} of ${total} providers have not ended`);
}

/** `g4f probe`: asks everybody one small question. */
export async function probe(options: ProbeOptions, io: Io): Promise<ExitCode> {
  const { provider: ids, model, proxy, timeout = patience, flags = false, json = false } = options;
  const terminal = createTerminal(io);
  const { found, named } = await candidates(options, io);
  const asked = named.filter(({ id, working }) => working === true || ids?.includes(id) === true);
  const { signal, now } = io;
  const init = { signal, now, proxy, timeout };
  // One failure is enough to know how it is now.
  const health = createHealth({ threshold: 1 });
  const ended: (Finding | NotAsked)[] = [];
  try {
    using progress = showProgress(asked.map(({ id }) => id), io, terminal);
    io.onWarning?.(({ message }) => {
      progress.hide();
      terminal.warn(message);
    });
    await inParallel(asked, atOnce, async (provider) => {
      const result = await probeProvider(provider, { ...init, model, flags, health, onStep: (step) => progress.step(provider.id, step) });
      ended.push(result);
      progress.done(result);
    });
  } catch (error) {
    showInterrupted(ended.filter(isFinding), asked.length, io, terminal);
    throw error;
  }
  const results = asked.flatMap(({ id }) => ended.find(({ provider }) => provider === id) ?? []);
  const findings = results.filter(isFinding);
  const idle = named.filter((provider) => !asked.includes(provider));
  const reasons = await inParallel(idle, atOnce, async (provider) => ({ provider: provider.id, reason: await whyNotAsked(provider, init) }));
  const notAsked = [...results.filter(isNotAsked), ...reasons];

  if (json) await terminal.write(`${JSON.stringify({ asked: findings, notAsked, failed: found.failed }, null, 2)}\n`);
  else {
    await terminal.write(reportOf(findings, notAsked, terminal));
    for (const { packageName, reason } of found.failed) terminal.warn(packageName === undefined ? reason : `${packageName} failed to load: ${reason}`);
    if (findings.length === 0) terminal.warn(`nobody was asked${notAsked.length === 0 ? ': no provider was found; install one, such as @g4f/provider-openai, in the project of this directory' : ''}`);
  }
  return exitCodeOf(findings, notAsked, ids);
}
