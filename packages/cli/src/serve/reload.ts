import { ConfigError, loadConfig, watchConfig, type ConfiguredGateway } from '@g4f/gateway/config';
import type { Log } from '@g4f/gateway/telemetry';
import type { Io } from '../io.ts';

/**
 * Has a gateway go by its configuration file whenever that changes, and when the process is sent SIGHUP. What is wrong with a new file
 * is told, and the old configuration stays.
 *
 * @param isQuiet another process says the same
 */
export async function followConfig(file: string, configured: ConfiguredGateway, log: Log, { env }: Io, isQuiet: boolean): Promise<Disposable> {
  const onError = (error: unknown): void => {
    log.error(error instanceof ConfigError ? `${error.message}\nthe configuration that was there before stays` : 'the configuration was not read again', {
      ...(!(error instanceof ConfigError) && { reason: error instanceof Error ? error.message : String(error) }),
    });
  };
  const watched = await watchConfig(file, {
    onError,
    async onChange() {
      try {
        const next = await loadConfig(file, env);
        const waiting = await configured.replace(next);
        log.setLevel(next.settings.logging?.level ?? 'info');
        if (isQuiet) return;
        log.info(`read ${file} again`);
        if (waiting.length > 0) log.warn(`these hold after a restart: ${waiting.join(', ')}`);
      } catch (error) {
        if (!isQuiet) onError(error);
      }
    },
  });
  const onHangup = (): void => void watched.reload();
  process.on('SIGHUP', onHangup);
  return {
    [Symbol.dispose]() {
      process.off('SIGHUP', onHangup);
      watched[Symbol.dispose]();
    },
  };
}
