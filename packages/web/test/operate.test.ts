import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserTest, useBrowser } from './browser.ts';
import { serveOperated } from './operated.ts';
import { seriousFindings, troublesOf, visit } from './operated-window.ts';

const open = useBrowser();

const adminKey = 'an-admin-key-of-32-characters-xx';
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const admin = { admin: adminKey };
const patient = { timeout: 15_000 } as const;

/** The number of a tile. */
const tile = (page: Page, name: string): Promise<string> => page.locator('.tile', { has: page.getByText(name, { exact: true }) }).locator('dd').first().innerText();

describe('operating on the page', () => {
  browserTest('asks for the key of an admin, takes no other, and keeps it for the tab alone', async () => {
    const key = 'a-key-of-32-characters-xxxxxxxxxx';
    await using gateway = await serveOperated({ adminKey, settings: { keys: [{ id: 'app', key }] } });
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/operate`);
    const field = page.getByLabel('Admin key');
    await field.fill('of-nobody-in-particular');
    await page.keyboard.press('Enter');
    await page.getByText('This key is no admin’s').waitFor();
    await field.fill(key);
    await page.keyboard.press('Enter');
    await page.getByText('this is for keys with isAdmin').waitFor();
    await field.fill(adminKey);
    await page.keyboard.press('Enter');
    await page.getByText('Counted by this process since').waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage) + document.cookie)).not.toContain(adminKey);
    await page.reload();
    await page.getByText('Counted by this process since').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${gateway.url}/#/operate`);
    await other.getByLabel('Admin key').waitFor();
    await page.getByRole('button', { name: 'Forget the admin key' }).click();
    await field.waitFor();
    expect(troublesOf(window)).toEqual([]);
  });

  browserTest('says what to do where no key is an admin’s', async () => {
    const key = 'a-key-of-32-characters-xxxxxxxxxx';
    await using gateway = await serveOperated({ settings: { keys: [{ id: 'app', key }] } });
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/operate`, { admin: key });
    await page.getByText(/set G4F_ADMIN_KEY/).waitFor();
  });

  browserTest('shows live what is asked, by provider and key, with breakers and as tables', async () => {
    await using gateway = await serveOperated({ adminKey });
    await gateway.chat('gpt-4.1-mini', bearer(adminKey));
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/operate`, admin);
    await expect.poll(() => tile(page, 'Requests'), patient).toBe('1');
    expect(await tile(page, 'Spend')).toMatch(/^\$0\.000\d/);
    for (let each = 0; each < 3; each++) await gateway.chat('our-vllm/qwen2.5-72b', bearer(adminKey));
    await expect.poll(() => tile(page, 'Requests'), patient).toBe('4');
    expect(await tile(page, 'Failed')).toBe('75%');
    const row = (region: string, name: string) => page.getByRole('region', { name: region, exact: true }).getByRole('row', { name });
    expect(await row('Providers', 'our-vllm').innerText()).toMatch(/our-vllm\s+3\s+3[\s\S]*(open|half open) qwen2\.5-72b/);
    expect(await row('Keys', 'admin').innerText()).toMatch(/in the configuration\s*admin[\s\S]*\b4\s+3\b/);
    const errors = page.locator('.chart', { has: page.getByRole('heading', { name: 'Failures by code' }) });
    expect(await errors.getByRole('img').getAttribute('aria-label')).toContain('upstream: ');
    await errors.getByText('As a table').click();
    const cells = await errors.getByRole('table').locator('tbody td').allInnerTexts();
    expect(cells.map(Number).reduce((sum, each) => sum + each, 0)).toBe(3);
    await page.getByLabel('Of').selectOption('provider:openai');
    await expect.poll(() => tile(page, 'Failed'), patient).toBe('0%');
    expect(await tile(page, 'Requests')).toBe('1');
    await page.getByRole('radio', { name: '24 h' }).check({ force: true });
    await expect.poll(() => tile(page, 'Requests'), patient).toBe('1');
    expect(troublesOf(window)).toEqual([]);
  });

  browserTest('loads the charts when the view is opened, and not before', async () => {
    await using gateway = await serveOperated({ adminKey });
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/registry`, { own: adminKey, admin: adminKey });
    const { requests } = window;
    await page.getByRole('article', { name: 'openai' }).waitFor();
    const scripts = () => requests.filter((url) => url.includes('/assets/') && url.includes('operate'));
    expect(scripts()).toEqual([]);
    await page.getByRole('link', { name: 'Operate' }).click();
    await page.locator('.u-wrap').first().waitFor();
    expect(scripts()).not.toEqual([]);
    expect(requests.filter((url) => !url.startsWith(gateway.url))).toEqual([]);
  });

  browserTest('issues a key by keyboard, shows it once, limits it and revokes it', async () => {
    await using gateway = await serveOperated({ adminKey });
    await using window = await open();
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await visit(window, `${gateway.url}/#/operate`, admin);
    await page.getByRole('button', { name: 'New key' }).press('Enter');
    await page.getByLabel('Name').fill('team-a');
    await page.getByLabel('Models').fill('gpt-*, llama/*');
    await page.getByLabel('Requests a minute').fill('2');
    await page.keyboard.press('Enter');
    const key = await page.locator('.secret').innerText();
    expect(key).toMatch(/^g4f_[\w-]{43}$/);
    await page.getByRole('button', { name: 'Copy' }).press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await page.getByRole('button', { name: 'I have it' }).press('Enter');
    const row = page.getByRole('region', { name: 'Keys', exact: true }).getByRole('row', { name: 'team-a' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/active[\s\S]*gpt-\*, llama\/\*[\s\S]*0 of 2 requests a minute/);
    expect(await page.content()).not.toContain(key);
    expect([await gateway.chat('gpt-4o', bearer(key)), await gateway.chat('our-vllm/qwen2.5-72b', bearer(key))]).toEqual([200, 403]);

    await row.getByRole('button', { name: 'Change team-a' }).click();
    await page.getByLabel('Requests a minute').fill('');
    await page.getByLabel('USD a day').fill('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => row.innerText(), patient).toMatch(/of \$5\.00 a day/);
    expect(await row.innerText()).not.toContain('requests a minute');

    await row.getByRole('button', { name: 'Revoke team-a' }).click();
    await page.getByText('It cannot be brought back.').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await expect.poll(() => gateway.chat('gpt-4o', bearer(key)), patient).toBe(401);
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    expect(troublesOf(window)).toEqual([]);
  });

  browserTest('says in the form what the gateway refuses', async () => {
    await using gateway = await serveOperated({ adminKey });
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/operate`, admin);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name').fill('admin');
    await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click();
    await page.getByText('there is a key admin already; choose another id').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  browserTest('makes the first key of a gateway an admin’s, and goes on with it', async () => {
    await using gateway = await serveOperated();
    await using window = await open();
    const page = await visit(window, `${gateway.url}/#/operate`);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByText('The first key must be an admin’s').waitFor();
    expect(await page.getByLabel('An admin').isDisabled()).toBe(true);
    await page.getByLabel('Name').fill('ops');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Use it in this tab' }).click();
    await page.getByRole('region', { name: 'Keys', exact: true }).getByRole('row', { name: 'ops' }).waitFor();
    expect(await gateway.chat('gpt-4o')).toBe(401);
  });

  describe.each(['light', 'dark'] as const)('%s', (theme) => browserTest('has nothing serious that axe would find', async () => {
    await using gateway = await serveOperated({ adminKey });
    await gateway.chat('gpt-4o', bearer(adminKey));
    await using gate = await open({ theme });
    await visit(gate, `${gateway.url}/#/operate`);
    await gate.page.getByLabel('Admin key').waitFor();
    expect(await seriousFindings(gate.page)).toEqual([]);
    await using window = await open({ theme, width: 390 });
    const page = await visit(window, `${gateway.url}/#/operate`, admin);
    await page.getByRole('row', { name: 'admin' }).waitFor();
    await page.getByText('As a table').first().click();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  }));
});
