import cluster from 'node:cluster';
import { once } from 'node:events';
import { configureGateway, type ConfiguredGateway, type LoadedConfig, type ProviderSources } from '@g4f/gateway/config';
import { serve, type GatewayServer } from '@g4f/gateway/node';
import { clusterMetrics, clusterStats, createLog, type Log } from '@g4f/gateway/telemetry';
import { modelId } from '@g4f/core';
import { catalogue } from '@g4f/models/all';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findProviders } from '../find-providers.ts';
import type { Io } from '../io.ts';
import type { ServeOptions } from '../options/serve-options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { banner } from './banner.ts';
import { listenError } from './listen-error.ts';
import { makeProvider } from './make-provider.ts';
import { openPage } from './open-page.ts';
import { followConfig } from './reload.ts';
import { createTextLog } from './text-log.ts';

/** One process that listens: the only one, or a worker. */
export interface ServerInit {
  readonly config: LoadedConfig;
  readonly options: ServeOptions;
  /** Processes in all. */
  readonly workers: number;
  /** Another process says what there is to say. */
  readonly isQuiet: boolean;
}

const graceDefault = 30_000;

const isJson = ({ options, config: { settings } }: ServerInit): boolean => options.json ?? settings.logging?.format === 'json';

function openLog(init: ServerInit, { stdout }: Io, terminal: Terminal): Promise<Log> | Log {
  const { level = 'info' } = init.config.settings.logging ?? {};
  return isJson(init) ? createLog({ level, stream: stdout }) : createTextLog(terminal, level, () => new Date());
}

const sourcesOf = (io: Io, log: Log) => async (): Promise<Omit<ProviderSources, 'catalogue'>> => {
  const { providers, failed } = await findProviders({}, io);
  for (const { packageName, reason } of failed) log.warn(packageName === undefined ? reason : `${packageName} failed to load: ${reason}`);
  return {
    found: providers,
    make: (entry) =>
      makeProvider(entry, io.env, (message) => {
        log.warn(message);
      }),
  };
};

async function announce(server: GatewayServer, { gateway, registry }: ConfiguredGateway, init: ServerInit, hasPage: boolean, log: Log, terminal: Terminal): Promise<void> {
  const { config, workers } = init;
  const { hasKeys } = gateway.access;
  if (!isJson(init)) {
    await terminal.write(banner({ url: server.url, registry: registry(), hasKeys, hasPage, workers, config: config.file }, terminal));
    return;
  }
  const { providers } = registry();
  log.info('listening', {
    url: server.url,
    workers,
    hasKeys,
    providers: providers.filter(({ working }) => working === true).map(({ id, models }) => ({ id, models: models.map(modelId) })),
    notConfigured: providers.filter(({ working }) => working !== true).map(({ id }) => id),
  });
}

/** Listens until the signal fires, and then lets answers come to their end. */
export async function runServer(init: ServerInit, io: Io, terminal: Terminal): Promise<ExitCode> {
  const { options, config, isQuiet } = init;
  const { settings } = config;
  const { host = settings.host ?? '127.0.0.1', port = settings.port ?? 1337 } = options;
  const log = await openLog(init, io, terminal);
  const page = await openPage(options, config, log);
  await using configured = await configureGateway({
    config,
    sources: sourcesOf(io, log),
    catalogue,
    log,
    page,
    redisUrl: io.env['G4F_REDIS_URL'],
    adminKey: io.env['G4F_ADMIN_KEY'],
    allMetrics: cluster.isWorker ? clusterMetrics : undefined,
    allStats: cluster.isWorker ? clusterStats : undefined,
  });
  await using server = await serve(configured.gateway, { host, port }).catch((error: unknown) => {
    throw listenError(error, host, port);
  });
  using _following = config.file === undefined ? undefined : await followConfig(config.file, configured, log, io, isQuiet);
  if (!isQuiet) await announce(server, configured, init, page !== undefined, log, terminal);

  if (!io.signal.aborted) await once(io.signal, 'abort');
  const { grace = graceDefault, drain = 0 } = settings.timeouts ?? {};
  const underWay = server.underWay();
  if (!isQuiet) log.info(underWay === 0 ? 'stopping' : `stopping when what is under way has ended (${underWay}), in ${grace / 1_000} s at most; Ctrl-C again cuts it off`);
  await Promise.all([server.close({ grace, drain }), configured.close(grace)]);
  return exitCodes.ok;
}
