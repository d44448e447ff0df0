import type { AsyncGeneratorProvider } from '@g4f/core';
import { createRegistry, type ModelCatalogue, type Registry } from '@g4f/registry';
import { createHealth } from '@g4f/registry/routes';
import { adminEndpoints } from '../admin/admin-endpoints.ts';
import { tellChange } from '../admin/tell-change.ts';
import { aibnEndpoints } from '../aibn/aibn-endpoints.ts';
import type { KeyedAccess } from '../access/create-access.ts';
import type { Gateway } from '../create-gateway.ts';
import { createBatches } from '../batches/create-batches.ts';
import { createMemoryCache } from '../cache/cache-store.ts';
import { createCache } from '../cache/create-cache.ts';
import type { Page } from '../page/page.ts';
import { createCounts } from '../shared/counts.ts';
import { offerStats } from '../stats/cluster-stats.ts';
import { createStats, type StatsPart, type StatsQuestion } from '../stats/create-stats.ts';
import type { Log } from '../telemetry/log.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { metricsEndpoint } from '../telemetry/metrics-endpoint.ts';
import { observeGateway } from '../telemetry/observe.ts';
import { createTracing } from '../telemetry/tracing.ts';
import { buildProviders, type ProviderSources } from './build-providers.ts';
import type { LoadedConfig } from './load-config.ts';
import { idleAliases } from './idle-aliases.ts';
import { costEstimate } from './cost-estimate.ts';
import { messageOf } from './message-of.ts';
import type { KeyBook } from '../keys/key-book.ts';
import { openKeys } from './open-keys.ts';
import { openState } from './open-state.ts';
import { accessOf, replaceable } from './settled-access.ts';
import { tellFailures } from './tell-failures.ts';
import { workOnBatches } from './work-on-batches.ts';

/** What a gateway is made of besides its configuration. */
export interface ConfigureOptions {
  readonly config: LoadedConfig;
  /** Where the providers of a configuration come from. Asked again at each reload. */
  readonly sources: (config: LoadedConfig) => Promise<Omit<ProviderSources, 'catalogue'>>;
  readonly catalogue: ModelCatalogue;
  readonly log: Log;
  /** Address of a Valkey or Redis where the configuration names none. @default none */
  readonly redisUrl?: string | undefined;
  /** What browsers are shown at `/`, unless the configuration says no. @default nothing but the plain list */
  readonly page?: Page | undefined;
  /** The environment's admin key, beside those of the configuration. @default none */
  readonly adminKey?: string | undefined;
  /** Gives the metrics of all processes that listen together. @default those of this one */
  readonly allMetrics?: ((own: Metrics) => Promise<string>) | undefined;
  /** Gives what each process that listens knows, for the charts of admins. @default what this one does */
  readonly allStats?: ((question: StatsQuestion) => Promise<readonly StatsPart[]>) | undefined;
}

/** A gateway that goes by a configuration, which can be replaced. */
export interface ConfiguredGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  /** Who may be asked, in order of preference. */
  readonly registry: () => Registry;
  /**
   * Goes by another configuration from the next request on. What is under way goes on by the old one, and counts, breakers and
   * connections stay.
   *
   * @returns the settings that are other now and hold only after a restart
   * @throws ConfigError, and then the old configuration stays
   */
  readonly replace: (config: LoadedConfig) => Promise<readonly string[]>;
  /** Takes no more requests of batches, and lets those under way come to their end for so many milliseconds. @default 30_000 */
  readonly close: (grace?: number) => Promise<void>;
}

/** What is read once. */
const fixed = ['host', 'port', 'workers', 'redis', 'cors', 'maxBody', 'metrics', 'cache', 'batches', 'aibn', 'page', 'admin'] as const;

/**
 * Makes a gateway of a configuration: providers, routes, keys and limits, shared state, logs, metrics and spans.
 *
 * @throws ConfigError for providers, routes or keys that cannot be made; Error where Redis refuses, or a package for it is missing
 * @example
 * const config = await loadConfig('g4f.yaml', process.env);
 * await using configured = await configureGateway({ config, sources: async () => ({ found, make }), catalogue, log: await createLog() });
 * await using server = await serve(configured.gateway, config.settings);
 */
export async function configureGateway({ config: first, sources, catalogue, log, redisUrl, page, adminKey, allMetrics, allStats }: ConfigureOptions): Promise<ConfiguredGateway> {
  let config = first;
  const redis = first.settings.redis?.url ?? (redisUrl === '' ? undefined : redisUrl);
  const state = await openState(redis, log);
  const onError = tellFailures(log, 'the gateway failed');
  let book: KeyBook | undefined;
  try {
    const health = createHealth({ store: state?.health, onError });
    const counts = state?.counts ?? createCounts({ onError });
    book = await openKeys(first, () => config.settings.limits, state, log);
    const issued = book;
    const registryOf = (providers: readonly AsyncGeneratorProvider[], { settings: { aliases }, error }: LoadedConfig): Registry => {
      try {
        return createRegistry(providers, { aliases, catalogue, health });
      } catch (failure) {
        throw error([{ path: ['providers'], message: messageOf(failure) }], { cause: failure });
      }
    };
    const make = async (next: LoadedConfig): Promise<{ readonly registry: Registry; readonly access: KeyedAccess }> => {
      const registry = registryOf(await buildProviders(next, { ...(await sources(next)), catalogue }), next);
      for (const line of idleAliases(registry, next.settings)) log.warn(line);
      return { registry, access: await accessOf(next, adminKey, { counts, issued, onError, estimateCost: costEstimate(registry, catalogue) }) };
    };
    let current = await make(first);

    const { settings } = first;
    const metrics = settings.metrics === false ? undefined : await createMetrics({ health, isShared: state?.isUp });
    const tracing = await createTracing();
    const stats = createStats();
    const offer = allStats === undefined ? undefined : offerStats(stats);
    const parts = async (question: StatsQuestion): Promise<readonly StatsPart[]> => allStats?.(question) ?? [stats.part(question)];
    const access = replaceable(() => current.access);
    const batches = createBatches({ redis, onError: tellFailures(log, 'batches') });
    const { maxAge, maxBytes } = settings.cache ?? {};
    const cache = createCache({ store: state?.cache ?? createMemoryCache(maxBytes), maxSeconds: maxAge === undefined ? undefined : Math.max(1, Math.round(maxAge / 1_000)), always: access.cacheSeconds, onError });
    const gateway = observeGateway(
      {
        registry: () => current.registry,
        health,
        catalogue,
        access: batches.access(access),
        cache,
        isShared: state?.isUp,
        cors: settings.cors,
        page: settings.page === false ? undefined : page,
        patience: () => config.settings.timeouts?.patience,
        total: () => config.settings.timeouts?.total,
        maxBody: settings.maxBody,
        endpoints: [...batches.endpoints, ...adminEndpoints({ book: issued, access, counts, parts, onChange: tellChange(log), now: Date.now }), ...(settings.aibn === undefined ? [] : aibnEndpoints(settings.aibn)), ...(metrics === undefined ? [] : [metricsEndpoint(() => allMetrics?.(metrics) ?? metrics.text(), { isOpen: settings.metrics === 'open' })])],
        onError,
      },
      [log, stats, ...(metrics === undefined ? [] : [metrics]), ...(tracing === undefined ? [] : [tracing])],
    );
    state?.follow(health);
    const stopWork = state === undefined ? undefined : workOnBatches({ batches, gateway, concurrency: settings.batches?.concurrency, isUp: state.isUp, log });
    const close = async (grace?: number): Promise<void> => {
      await stopWork?.(grace);
      await batches.close();
    };

    return {
      gateway,
      registry: () => current.registry,
      async replace(next) {
        const made = await make(next);
        if (!made.access.hasKeys && current.access.hasKeys) throw next.error([{ path: ['keys'], message: 'the gateway asks for keys now; restart it to have it ask for none' }]);
        const changed = fixed.filter((name) => JSON.stringify(next.settings[name]) !== JSON.stringify(config.settings[name]));
        current = made;
        config = next;
        issued.renew();
        return changed;
      },
      close,
      async [Symbol.asyncDispose]() {
        await close(0);
        issued[Symbol.dispose]();
        offer?.[Symbol.dispose]();
        await state?.[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    book?.[Symbol.dispose]();
    await state?.[Symbol.asyncDispose]();
    throw error;
  }
}
