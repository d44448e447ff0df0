import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { describe, onTestFinished } from 'vitest';

/** The browser of this machine. */
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

/** A suite that opens a real browser, or says why it does not run. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (executable === undefined) describe.skip(`${name} (skipped: chromium is not installed)`, suite);
  else describe(name, suite);
}

/** Starts the browser, which tells nobody of it. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? 'chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** A page, and what went wrong on it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, and what the page's policy has forbidden. */
  readonly troubles: readonly string[];
  /** Addresses that were asked for. */
  readonly asked: readonly string[];
}

/** Opens a page in a context of its own, which is gone after the test. `keys` are kept for it: that of the browser, and that of the tab. */
export async function open(browser: Browser, url: string, { keys = {}, ...options }: BrowserContextOptions & { readonly keys?: { readonly own?: string; readonly admin?: string } } = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const [troubles, asked]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    // That a request was refused is logged by the browser itself, and is what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) troubles.push(message.text());
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript(({ own, admin }) => {
    const text = (key: string): string => JSON.stringify({ state: { key }, version: 0 });
    if (own !== undefined) localStorage.setItem('g4f.key', text(own));
    if (admin !== undefined) sessionStorage.setItem('g4f.admin-key', text(admin));
  }, keys);
  await page.goto(url);
  return { page, troubles, asked };
}

/** What axe finds that is serious: each rule, and where. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { readonly axe: { readonly run: () => Promise<{ readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[] }> } }).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
