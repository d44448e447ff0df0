import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Window } from './browser.ts';

/** The keys that a browser has: its own, and that of the tab. */
export interface Keys {
  readonly own?: string;
  readonly admin?: string;
}

/** Opens an address with keys that were entered before. */
export async function visit({ page }: Pick<Window, 'page'>, url: string, keys: Keys = {}): Promise<Page> {
  await page.addInitScript(({ own, admin }) => {
    const text = (key: string): string => JSON.stringify({ state: { key }, version: 0 });
    if (own !== undefined) localStorage.setItem('g4f.key', text(own));
    if (admin !== undefined) sessionStorage.setItem('g4f.admin-key', text(admin));
  }, keys);
  await page.goto(url);
  return page;
}

/** What went wrong in a window, but for what the browser itself says of a request that was refused: some tests are about that. */
export const troublesOf = ({ complaints }: Window): readonly string[] => complaints.filter((text) => !text.startsWith('Failed to load resource'));

/** What axe finds that is serious: each rule, and where. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { readonly axe: { readonly run: () => Promise<{ readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[] }> } }).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
