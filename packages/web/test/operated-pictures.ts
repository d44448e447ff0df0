// Takes the pictures of the registry and of the numbers under docs/assets/page/: `node packages/web/test/operated-pictures.ts [folder]`.
import path from 'node:path';
import process from 'node:process';
import { chromium, type Page } from 'playwright-core';
import { serveOperated } from './operated.ts';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../../../docs/assets/page'));
const adminKey = 'an-admin-key-of-32-characters-xx';

// A quarter of an hour in some seconds: the gateway counts by a clock that is set on.
const real = Date.now.bind(Date);
let behind = 900_000;
Date.now = () => real() - behind;

await using gateway = await serveOperated({ adminKey });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function issue(asked: object): Promise<string> {
  const response = await fetch(`${gateway.url}/admin/keys`, { method: 'POST', headers: { ...bearer(adminKey), 'content-type': 'application/json' }, body: JSON.stringify(asked) });
  return ((await response.json()) as { readonly key: string }).key;
}

const [team, jobs] = [await issue({ id: 'team-a', requestsPerMinute: 600, models: ['gpt-*', 'llama/*'], budget: { perDay: 5 } }), await issue({ id: 'nightly-jobs', tokensPerMinute: 200_000, expiresAt: real() + 864_000_000 })];
for (let step = 0; behind > 5_000; step++) {
  const count = Math.round(3 + 2 * Math.sin(step / 9) + 2 * Math.random());
  const isTroubled = step > 50 && step < 62;
  await Promise.all([
    ...Array.from({ length: count }, (_, index) => gateway.chat('gpt-4.1-mini', { ...bearer(team), ...(index === 0 && { 'x-g4f-cache': 'on' }) })),
    ...(step % 3 === 0 ? [gateway.chat('llama/SmolLM2-135M-Instruct', bearer(jobs))] : []),
    ...(isTroubled || step > 85 ? [gateway.chat('our-vllm/qwen2.5-72b', bearer(jobs))] : []),
    ...(step % 20 === 7 ? [gateway.chat('gpt-4o', bearer('of-nobody-in-particular'))] : []),
  ]);
  behind = Math.max(0, behind - 10_000);
}

async function take(page: Page, name: string, address: string, isThere: string, prepare?: () => Promise<void>): Promise<void> {
  await page.goto(`${gateway.url}/#/${address}`);
  await page.waitForSelector(isThere);
  await prepare?.();
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const [width, viewport] of [['wide', { width: 1280, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ viewport, colorScheme, locale: 'en' })).newPage();
    await page.addInitScript((key) => {
      const text = JSON.stringify({ state: { key }, version: 0 });
      localStorage.setItem('g4f.key', text);
      sessionStorage.setItem('g4f.admin-key', text);
    }, adminKey);
    const place = `${width}-${colorScheme}`;
    await take(page, `registry-${place}`, 'registry', '.provider');
    await take(page, `explain-${place}`, 'registry/explain', '.explain-form', async () => {
      await page.getByRole('button', { name: 'tools: any' }).click();
      await page.getByRole('checkbox', { name: 'an image' }).check();
      await page.getByRole('button', { name: 'Explain' }).click();
      const answer = page.locator('.candidate').last();
      await answer.waitFor();
      if (width === 'phone') await answer.scrollIntoViewIfNeeded();
    });
    await take(page, `operate-${place}`, 'operate', '.u-wrap');
    await take(page, `keys-${place}`, 'operate', '.u-wrap', () => page.locator('.operate').evaluate((element) => element.scrollTo(0, element.scrollHeight)));
  }
}
await browser.close();
