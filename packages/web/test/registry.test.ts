import { describe, expect } from 'vitest';
import { browserTest, useBrowser } from './browser.ts';
import { serveOperated } from './operated.ts';
import { seriousFindings, troublesOf, visit } from './operated-window.ts';

const open = useBrowser();

const adminKey = 'an-admin-key-of-32-characters-xx';

describe('the registry on the page', () => {
  browserTest('shows what each provider declares, flag by flag, and apart from it what was observed', async () => {
    await using gateway = await serveOperated();
    await gateway.chat('gpt-4o');
    for (let each = 0; each < 3; each++) await gateway.chat('our-vllm/qwen2.5-72b');
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`);
    const card = (id: string) => page.getByRole('article', { name: id });
    const flag = async (id: string, name: string) => card(id).locator('.flag-chip', { hasText: name }).evaluate((chip) => [chip.dataset['state'], chip.textContent]);
    await card('openai').waitFor();
    expect([await flag('openai', 'tools'), await flag('openai', 'files'), await flag('openai', 'reasoning')]).toEqual([['yes', 'tools: yes'], ['no', 'files: no'], ['undeclared', 'reasoning: undeclared']]);
    const standing = async (id: string) => (await card(id).locator('dd').allInnerTexts()).map((text) => text.trim());
    expect([await standing('openai'), await standing('anthropic')]).toEqual([['works', 'answers · 1 answered, 0 failed'], ['not ready', 'not asked yet']]);
    expect(await card('our-vllm').innerText()).toMatch(/does not answer|to be tried again/);
    expect(await card('our-vllm').innerText()).toMatch(/Last error.*CUDA out of memory/);
    expect(troublesOf(window)).toEqual([]);
  });

  browserTest('finds a provider by a model, and shows that model', async () => {
    await using gateway = await serveOperated();
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`);
    await page.getByRole('searchbox', { name: 'Search providers and models' }).fill('gpt-4.1-m');
    await page.getByRole('rowheader', { name: 'gpt-4.1-mini' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.getByRole('searchbox').fill('nobody-has-this');
    await page.getByText('No provider is like that.').waitFor();
  });

  browserTest('probes a provider, and says how that went', async () => {
    await using gateway = await serveOperated();
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`);
    await page.getByRole('button', { name: 'Probe now: openai' }).click();
    await page.getByText(/gpt-4\.1-mini answered: first content after/).waitFor();
    await page.getByRole('article', { name: 'openai' }).getByText('1 answered, 0 failed').waitFor();
    await page.getByRole('button', { name: 'Probe now: our-vllm' }).click();
    await page.getByText(/It did not answer\. .*CUDA out of memory/).waitFor();
    await page.getByRole('button', { name: 'Probe now: openai' }).click();
    await page.getByText(/Too much was asked at once/).waitFor();
  });

  browserTest('says to who is no admin that a probe is not for them', async () => {
    const key = 'a-key-of-32-characters-xxxxxxxxxx';
    await using gateway = await serveOperated({ adminKey, settings: { keys: [{ id: 'app', key }] } });
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`, { own: key });
    await page.getByRole('button', { name: 'Probe now: openai' }).click();
    await page.getByText(/it is for keys with isAdmin/).waitFor();
  });

  browserTest('explains by keyboard alone who would answer, and in plain words why nobody else', async () => {
    await using gateway = await serveOperated();
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`);
    await page.getByRole('radio', { name: 'Who would answer?' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: 'Who would answer?' }).press('Space');
    const tools = page.getByRole('button', { name: 'tools: any' });
    await tools.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'an image' }).press('Space');
    await page.getByRole('button', { name: 'Explain' }).press('Enter');
    await page.getByRole('heading', { name: 'gpt-4.1-mini of openai would answer.' }).waitFor();
    const candidates = await page.locator('.candidate').allInnerTexts();
    expect(candidates[0]).toMatch(/openai[\s\S]*Chosen/);
    expect(candidates.find((text) => text.startsWith('our-vllm'))).toMatch(/does not say whether it has “tools”[\s\S]*the request has what needs “images”[\s\S]*Left out/);
    expect(candidates.find((text) => text.startsWith('llama'))).toContain('says no to “tools”');
    expect(candidates.find((text) => text.startsWith('anthropic'))).toContain('is not declared to work');
    await page.getByRole('combobox', { name: 'Model' }).fill('nobody-has-this');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('heading', { name: 'Nobody would answer.' }).waitFor();
    expect(await page.locator('.candidate').first().innerText()).toContain('has no such model');
  });

  describe.each(['light', 'dark'] as const)('%s', (theme) => browserTest('has nothing serious that axe would find', async () => {
    await using gateway = await serveOperated();
    for (let each = 0; each < 3; each++) await gateway.chat('our-vllm/qwen2.5-72b');
    await using window = await open({ theme, width: 390 });
    const page = await visit(window, `${gateway.url}/#/registry`);
    await page.getByRole('article', { name: 'openai' }).locator('summary').click();
    await page.getByRole('table').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`${gateway.url}/#/registry/explain`);
    await page.getByRole('button', { name: 'tools: any' }).click();
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.locator('.candidate').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }));
});
