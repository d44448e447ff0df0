import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { actor, echo } from './actors.ts';
import { browserTest, useBrowser } from './browser.ts';
import { answers, over, say } from './on-page.ts';
import { servePage } from './serve-page.ts';

const open = useBrowser();

/** Waits until it is let go, or the asker has left. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { passed: promise, open: () => resolve(undefined) };
}

describe('the conversations', () => {
  browserTest('are found by what was said, renamed, exported, imported and deleted', async () => {
    await using server = await servePage({ providers: [echo().provider] });
    await using window = await open();
    const { page } = window;
    await page.goto(server.url);
    for (const text of ['the red <!-- g4f: --> fox', 'a blue whale']) {
      await say(page, text);
      await over(page);
      await page.keyboard.press('ControlOrMeta+Shift+O');
    }
    const list = page.getByRole('navigation', { name: 'Conversations' });
    const search = page.getByRole('searchbox', { name: 'Search conversations' });
    await page.keyboard.press('ControlOrMeta+K');
    await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
    await search.fill('said: THE RED');
    await expect.poll(() => list.getByRole('link').allInnerTexts()).toEqual(['the red <!-- g4f: --> fox']);
    await search.fill('');

    const menu = (title: string) => page.getByRole('button', { name: `What to do with “${title}”` });
    await menu('a blue whale').click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of the conversation' }).fill('Whales');
    await page.keyboard.press('Enter');
    await list.getByRole('link', { name: 'Whales' }).waitFor();

    for (const kind of ['JSON', 'Markdown']) {
      await menu('the red <!-- g4f: --> fox').first().click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: `Export as ${kind}` }).click()]);
      const name = download.suggestedFilename();
      const buffer = await readFile(await download.path());
      expect(buffer.toString()).toContain('You said: the red');
      await page.locator('.conversations input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
      await page.getByText('1 conversation imported.').waitFor();
      expect(await (await over(page)).innerText()).toContain('You said: the red <!-- g4f: --> fox');
      await page.reload();
    }
    await expect.poll(() => list.getByRole('link').count()).toBe(4);
    await page.locator('.conversations input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"other"}') });
    await page.getByText('The file could not be imported').waitFor();

    await menu('Whales').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => list.getByRole('link').count()).toBe(3);
    await page.reload();
    await expect.poll(() => list.getByRole('link').count()).toBe(3);
  });

  browserTest('come over from another tab while their answer is still on its way', async () => {
    const { passed, open: letGo } = gate();
    const { provider } = actor('slow', async function* () {
      yield 'begun, ';
      await passed;
      yield 'ended';
    });
    await using server = await servePage({ providers: [provider] });
    await using window = await open();
    const { page, context } = window;
    await page.goto(server.url);
    await say(page, 'Hi');
    await answers(page).getByText('begun,').waitFor();
    const other = await context.newPage();
    await other.goto(page.url());
    await answers(other).and(other.locator('[aria-busy="true"]')).waitFor();
    letGo();
    await answers(other).getByText('begun, ended').waitFor();
  });
});
