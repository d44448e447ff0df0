import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as BuildPage from '../scripts/build-page.ts';

/** How the page is made ready. */
export interface PreparePageOptions {
  /** Told that the page is being built, which takes some seconds. Only a clone of the repository builds it. @default nobody is told */
  readonly onBuild?: (() => void) | undefined;
}

/**
 * Gives the folder with the files of the page, for whoever serves them. In a clone of the repository it is built first where it is
 * missing, or its sources are others now, so that nobody is shown an old one.
 *
 * @throws Error where it has to be built and cannot be
 * @example
 * const gateway = createGateway({ providers, page: createPage(await preparePage()) });
 */
export async function preparePage({ onBuild }: PreparePageOptions = {}): Promise<string> {
  // Both the sources and what is published have this module one folder below the package.
  const folder = fileURLToPath(new URL('../dist/page/', import.meta.url));
  const script = new URL('../scripts/build-page.ts', import.meta.url);
  // What is published has no scripts.
  if (existsSync(script)) {
    const { ensurePage } = (await import(script.href)) as typeof BuildPage;
    await ensurePage(onBuild);
  }
  return folder;
}
