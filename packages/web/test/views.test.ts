import { createRequire } from 'node:module';
import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { actor, showpiece } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();
const axe = createRequire(import.meta.url).resolve('axe-core');

interface Axe {
  readonly run: (options: object) => Promise<{ readonly violations: readonly { readonly id: string; readonly impact: string | null; readonly nodes: readonly { readonly html: string }[] }[] }>;
}

/** What axe-core finds that is serious, or worse. It comes by the debugger's hand: the policy lets no script in. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(150);
  const violations = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { readonly axe: Axe };
    return (await loaded.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

const talkative = () => actor('talkative', () => [{ type: 'reasoning' as const, text: 'Let me think.' }, showpiece, { type: 'tool-call' as const, id: 'c', name: 'weather', arguments: '{}' }], { supportsImages: true });
const other = () => actor('other', () => ['A short answer.'], { supportsTools: true });

/** Those of the registry and of the numbers are looked at in their own tests. */
describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['dark', 390],
] as const)('chat and comparison, %s, %d pixels wide', (theme, width) => {
  browserTest('have no serious finding of axe-core', async () => {
    await using server = await servePage({ providers: [talkative().provider, other().provider] });
    await using window = await open({ theme, width });
    const { page, complaints } = window;
    await page.addInitScript({ path: axe });
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Ask whoever is there' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await say(page, 'Show me');
    await (await over(page)).locator('.katex-display').waitFor();
    await page.locator('.hljs-keyword').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('combobox', { name: /^Model/ }).click();
    await page.getByRole('option').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'talkative/small' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Both of you');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('table', { name: 'Measures' }).count()).toBe(2);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

describe('the page', () => {
  browserTest('speaks Russian to whoever does, and the theme that was chosen', async () => {
    await using server = await servePage({ providers: [other().provider] });
    await using window = await open({ locale: 'ru-RU' });
    const { page } = window;
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Спросите того, кто на связи' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await page.getByRole('button', { name: 'Настройки', exact: true }).click();
    await page.getByText('Тёмная').click();
    await page.getByText('English').click();
    await page.getByRole('heading', { name: 'Ask whoever is there' }).waitFor();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(18, 19, 24)');
    await page.reload();
    expect([await ground(), await page.locator('html').getAttribute('lang')]).toEqual(['rgb(18, 19, 24)', 'en']);
  });
});

describe('a comparison', () => {
  browserTest('asks several at once, and shows how long each took and what it cost', async () => {
    const usage = { type: 'usage' as const, usage: { inputTokens: 1_000, outputTokens: 2_000 }, provenance: 'reported' as const };
    const quick = actor('openai', () => ['Quick.', usage], { models: ['gpt-4o'] });
    let calls = 0;
    const slow = actor('slow', async function* () {
      if (++calls > 1) throw new Error('it is gone');
      await new Promise((resolve) => setTimeout(resolve, 300));
      yield 'Slow.';
    });
    await using server = await servePage({ providers: [quick.provider, slow.provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(`${server.url}/#/compare`);
    await page.getByRole('combobox', { name: 'Model 2: slow/small' }).waitFor();
    await page.getByRole('button', { name: 'Add a model' }).click();
    await page.getByRole('combobox', { name: 'Model 3: slow/large' }).waitFor();
    await page.getByRole('button', { name: 'Remove slow/large' }).click();
    await say(page, 'Hello');
    const tables = page.getByRole('table', { name: 'Measures' });
    await expect.poll(() => tables.count()).toBe(2);
    const [first = '', second = ''] = await tables.allInnerTexts();
    expect(first).toMatch(/Time to first token\s+0\.\d\d s\s+\(best of these\)[^]*1,000 → 2,000[^]*\$0\.0225/);
    expect(second).toMatch(/Time to first token\s+(?:0\.[3-9]\d|[1-9]\d*\.\d\d) s\s[^]*about 2\s[^]*unknown/);
    await page.getByRole('region', { name: 'slow/small' }).getByRole('button', { name: 'Ask this one again' }).click();
    await page.getByRole('alert').getByText('There is no answer.').waitFor();
    await page.reload();
    await page.getByRole('combobox', { name: 'Model 2: slow/small' }).waitFor();
  });
});
