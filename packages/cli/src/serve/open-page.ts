import { createPage } from '@g4f/gateway/node';
import { preparePage } from '@g4f/web';
import type { Page } from '@g4f/gateway';
import type { LoadedConfig } from '@g4f/gateway/config';
import type { Log } from '@g4f/gateway/telemetry';
import type { ServeOptions } from '../options/serve-options.ts';

/** Whether browsers are to be shown a page. */
const wantsPage = ({ page = true }: ServeOptions, { settings }: LoadedConfig): boolean => page && settings.page !== false;

/**
 * The page, for a gateway that is to have one. In a clone of the repository it is built first where that is needed, which is said. A page
 * that cannot be had is no reason not to serve the rest.
 */
export async function openPage(options: ServeOptions, config: LoadedConfig, log: Log): Promise<Page | undefined> {
  if (!wantsPage(options, config)) return undefined;
  try {
    return createPage(await preparePage({ onBuild: () => log.info('building the page, which takes some seconds') }));
  } catch (error) {
    log.warn(`there is no page for browsers: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
