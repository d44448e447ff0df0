import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, test, type TestFunction } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Chromium that is installed: where CHROME_PATH says, else the first on the PATH. */
function installed({ CHROME_PATH = '', PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  if (CHROME_PATH !== '') return CHROME_PATH;
  return PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

const executablePath = installed(process.env);

/** Milliseconds that one test may take: the machine may have other things to do. */
const patience = 60_000;

/** A test that needs the browser. Where there is none it is skipped, with the reason in its name. */
export function browserTest(name: string, work: TestFunction): void {
  if (executablePath === undefined) test.skip(`${name} (no Chromium is installed: put ${names[0] ?? ''} on the PATH, or set CHROME_PATH)`, () => undefined);
  else test(name, { timeout: patience }, work);
}

/** How a window is. */
export interface WindowOptions {
  /** @default 1280 */
  readonly width?: number;
  /** @default 'light' */
  readonly theme?: 'light' | 'dark';
  /** @default 'en-US' */
  readonly locale?: string;
}

/** A window, and what went wrong in it. */
export interface Window extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  /** What the console said of errors, and what was thrown. */
  readonly complaints: string[];
  /** Every address that was asked for, whatever became of it. */
  readonly requests: string[];
}

/** Gives a function that opens windows in one browser, each with a storage of its own. For the top of a file of tests. */
export function useBrowser(): (options?: WindowOptions) => Promise<Window> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], timeout: 60_000 });
  }, patience);
  afterAll(() => browser?.close());
  return async ({ width = 1280, theme = 'light', locale = 'en-US' } = {}) => {
    if (browser === undefined) throw new Error('the browser did not start');
    const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme: theme, locale, reducedMotion: 'reduce', acceptDownloads: true });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => requests.push(request.url()));
    return { page, context, browser, complaints, requests, [Symbol.asyncDispose]: () => context.close() };
  };
}
